import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Would run in whatever page takes it for markup. */
export const ATTACK = `<img src=x onerror="document.title='attacked'">"</script><script>document.title='attacked'</script>`

/** An OPML file whose one outline attacks whoever shows it: it becomes a channel of that name. */
export async function writeHostileOutline(folder: string): Promise<string> {
  const file = join(folder, 'hostile.opml')
  const attribute = ATTACK.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
  const outline = `<outline type="rss" text="${attribute}" description="${attribute}" xmlUrl="https://hostile.example/feed"/>`
  await writeFile(file, `<?xml version="1.0"?><opml version="2.0"><body>${outline}</body></opml>`)
  return file
}
