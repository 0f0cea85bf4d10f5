// Keeps a channel's live posts in a JSON file: what is new comes in, what was edited changes, what was deleted or has
// expired goes. Run it from a timer, for a website's build or an archive's inbox.
//   CARILLON_URL=https://channels.example node mirror.ts harbour_courier posts.json
import { createClient, paginate, type Post } from '@carillon/client'
import { readFile, rename, writeFile } from 'node:fs/promises'

const [handle = '', file = 'posts.json'] = process.argv.slice(2)
const carillon = createClient({ url: process.env.CARILLON_URL, apiKey: process.env.CARILLON_KEY })

const known = new Map((await readMirror()).map((post) => [post.id, post]))
const posts: Post[] = []
for await (const post of paginate(carillon.posts.list, { handle, limit: 50 })) posts.push(post)

const live = new Set(posts.map(({ id }) => id))
const added = posts.filter(({ id }) => !known.has(id)).length
const edited = posts.filter(({ id, editedAt }) => known.has(id) && known.get(id)!.editedAt !== editedAt).length
const removed = [...known.keys()].filter((id) => !live.has(id)).length

await writeFile(`${file}.new`, JSON.stringify(posts, null, 2))
await rename(`${file}.new`, file)
console.log(`${posts.length} posts: ${added} added, ${edited} edited, ${removed} removed`)
// Posts live for 30 days at most, and a copy must not outlive them.
if (posts.length > 0)
  console.log(`Run again by ${new Date(Math.min(...posts.map((post) => post.expiresAt))).toISOString()}`)

async function readMirror(): Promise<Post[]> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Post[]
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return []
    throw error
  }
}
