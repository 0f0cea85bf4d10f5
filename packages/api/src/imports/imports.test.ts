import { type ImportReport, LIMITS } from '@carillon/contract'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { channels } from '../channels/table.ts'
import { openTestInstance, type TestInstance } from '../testing/index.ts'
import { REAL, readReal, SKIPPED } from './reading.testing.ts'
import { importFiles } from './service.ts'

let instance: TestInstance
beforeEach(async () => {
  instance = await openTestInstance()
})
afterEach(() => instance.close())

const run = (...files: [name: string, text: string | Uint8Array][]) =>
  importFiles(
    instance.ctx(),
    files.map(([name, content]) => ({ name, bytes: Buffer.from(content) })),
  )
const opml = (body: string) => `<opml version="2.0"><body>${body}</body></opml>`
const channel = (handle: string) => instance.as().channels.get({ handle })
const notes = ({ notes: all }: ImportReport) => all.map(({ line, code, detail }) => [line, code, detail])

describe('what is imported', () => {
  test('comes from OPML and CSV alike, by their content and not their names', async () => {
    const report = await run(
      [
        'Belgium.csv',
        opml('<outline text="Tech"><outline text="The Bell" xmlUrl="https://bell.example/rss"/></outline>'),
      ],
      [
        'list.opml',
        'name,description,category,country,language,url\nThe Tower,High,Santé,Brazil,pt-BR,https://tower.example/',
      ],
    )
    expect(report).toMatchObject({ files: 2, rows: 2, created: 2, known: 0, notes: [], counts: {} })
    expect(await channel('the_bell')).toMatchObject({
      name: 'The Bell',
      category: 'technology',
      country: 'BE',
      language: null,
      website: 'https://bell.example',
      claimed: false,
      listed: true,
    })
    expect(await channel('the_tower')).toMatchObject({
      description: 'High',
      category: 'health',
      country: 'BR',
      language: 'pt',
      website: 'https://tower.example/',
    })
  })

  test('is of the category that the nearest name says: its group, an outer one, the file, else news', async () => {
    const inner = '<outline text="Cricket"><outline text="Aaa"/></outline><outline text="Bbb"/>'
    await run(['Music.opml', opml(`<outline text="Films">${inner}</outline><outline text="Ccc"/>`)], ['x', 'name\nDdd'])
    const found = await Promise.all(['aaa', 'bbb', 'ccc', 'ddd'].map(channel))
    expect(found.map(({ category }) => category)).toEqual(['sports', 'film', 'music', 'news'])
  })

  test('loses nothing of a row but what is wrong in it, and each such thing is named', async () => {
    const report = await run([
      'France.csv',
      `name,handle,category,country,language,url,owner
The Bell,No!,Bells,Atlantis,klingon,ftp://bell.example,Ann
Bells,the_bell,sports,de,DE,https://two.example/,Bob`,
    ])
    expect(report).toMatchObject({ rows: 2, created: 2 })
    expect(notes(report)).toEqual([
      [1, 'unknown_column', 'owner'],
      [2, 'address_invalid', 'ftp://bell.example'],
      [2, 'handle_invalid', 'No!'],
      [2, 'country_unknown', 'Atlantis'],
      [2, 'language_unknown', 'klingon'],
      [2, 'category_unknown', 'Bells'],
      [3, 'handle_taken', '@the_bell → @the_bell_2'],
    ])
    expect(await channel('the_bell')).toMatchObject({ category: 'news', country: 'FR', website: null })
    expect(await channel('the_bell_2')).toMatchObject({ category: 'sports', country: 'DE', language: 'de' })
  })

  test('is cut where it is too long', async () => {
    const report = await run(['a.csv', `name,description\n${'Bell '.repeat(100)},${'Ding '.repeat(1_000)}`])
    expect(report.counts).toEqual({ too_long: 2 })
    const { name, description } = (await channel('bell_bell_bell_bell_bell_bell'))!
    expect([name.length, description.length]).toEqual([LIMITS.channelName, LIMITS.channelDescription])
  })
})

describe('what is known', () => {
  test('is recognised on a second run, in both formats and whatever identifies it', async () => {
    const files: [string, string][] = [
      [
        'a.opml',
        opml('<outline text="Bulletin" xmlUrl="https://feed.example/rss"/><outline text="No address at all"/>'),
      ],
      [
        'b.csv',
        'name,handle,url\nHandled,my_bell,\nSite,,https://site.example/\nFed,,https://fed.example/feed.xml\nBare,,',
      ],
    ]
    expect(await run(...files)).toMatchObject({ rows: 6, created: 6, known: 0 })
    const again = await run(...files)
    expect(again).toMatchObject({ rows: 6, created: 0, known: 6, counts: { duplicate: 6 } })
    expect(notes(again)[0]).toEqual([1, 'duplicate', '@bulletin'])
    // The other format, the other name of a file, the same channels.
    const other = 'name;url\nRenamed;https://feed.example/rss\nSite;https://site.example/'
    expect(await run(['c.csv', other])).toMatchObject({ created: 0, known: 2 })
  })

  test('and left alone, however it was changed since', async () => {
    await run(['a.csv', 'name,handle,url\nThe Bell,bell,https://bell.example/'])
    await instance.core.db.transaction((tx) =>
      tx.update(channels).set({ name: 'Renamed', claimed: true }).where(eq(channels.handle, 'bell')),
    )
    expect(await run(['a.csv', 'name,handle,url\nThe Bell,bell,https://bell.example/'])).toMatchObject({ known: 1 })
    expect(await channel('bell')).toMatchObject({ name: 'Renamed', claimed: true })
  })

  test('also where it stands twice in what is imported', async () => {
    const report = await run(
      ['a.csv', 'name,url\nSame,https://same.example/rss\nSame,\nOther,https://same.example/rss\nsame ,'],
      ['b.opml', opml('<outline text="Same" xmlUrl="https://same.example/rss"/>')],
    )
    expect(report).toMatchObject({ rows: 5, created: 2, known: 3, counts: { repeated: 3, handle_taken: 1 } })
  })

  test('is not what only shares its name', async () => {
    const report = await run([
      'a.csv',
      'name,country,url\nCity News,BR,\nCity News,PT,\nCity News,PT,https://c.example/',
    ])
    expect(report).toMatchObject({ created: 3, known: 0, counts: { handle_taken: 2 } })
  })
})

describe('bad input', () => {
  test.each([
    ['nothing', '', 'unknown_file'],
    ['prose', 'Dear operator, here are our channels.', 'unknown_file'],
    ['a page', '<html><body><p>404</p></body></html>', 'unknown_file'],
    ['JSON', '{"name": "x"}', 'unknown_file'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'unknown_file'],
    ['NULs', Buffer.alloc(1_000), 'unknown_file'],
    ['a header alone', 'name,url\n', 'no_rows'],
    ['OPML without outlines', opml(''), 'no_rows'],
  ])('of %s brings nothing, says so, and stops no other file', async (_, content, code) => {
    const report = await run(['bad', content], ['good.csv', 'name\nGood'])
    expect(report).toMatchObject({ files: 2, rows: 1, created: 1, counts: { [code]: 1 } })
    expect(report.notes).toContainEqual(expect.objectContaining({ file: 'bad', code }))
  })

  test('of entities that expand without end is taken literally', async () => {
    const levels = Array.from({ length: 9 }, (_, at) => `<!ENTITY e${at + 1} "${`&e${at};`.repeat(10)}">`).join('')
    const bomb = `<!DOCTYPE opml [<!ENTITY e0 "ha">${levels}]>${opml('<outline text="Ha &e9;" xmlUrl="https://a.example/"/>')}`
    expect(await run(['bomb.opml', bomb])).toMatchObject({ created: 1, counts: { ampersand: 1 } })
    expect((await channel('ha_e9'))!.name).toBe('Ha &e9;')
  })

  test('of several encodings is decoded', async () => {
    const csv = 'name,description\nÉcole,Über uns\n'
    const report = await run(
      ['utf16.csv', Buffer.from(`\uFEFF${csv}`, 'utf16le')],
      ['latin1.csv', Buffer.from(csv.replaceAll('École', 'Église'), 'latin1')],
    )
    expect(report.notes.map(({ file, code, detail }) => [file, code, detail])).toEqual([
      ['utf16.csv', 'encoding', 'utf-16le'],
      ['latin1.csv', 'encoding', 'windows-1252'],
    ])
    expect([(await channel('ecole'))!.name, (await channel('eglise'))!.name]).toEqual(['École', 'Église'])
  })

  test('of more notes than anybody reads is counted whole and listed in part', async () => {
    const report = await run(['many.csv', `name\n${'Same\n'.repeat(LIMITS.importNotes + 10)}`])
    expect(report.notes).toHaveLength(LIMITS.importNotes)
    expect(report).toMatchObject({ created: 1, counts: { repeated: LIMITS.importNotes + 9 } })
  }, 60_000)

  test('of a file over the limit is refused', async () => {
    await expect(run(['large.csv', Buffer.alloc(LIMITS.importBytes + 1)])).rejects.toMatchObject({
      code: 'imports.too_large',
    })
  })
})

test('progress is told as a file is read and its rows are taken in', async () => {
  const told: unknown[] = []
  const bytes = Buffer.from(`name\n${Array.from({ length: 25 }, (_, at) => `Channel ${at}`).join('\n')}`)
  const file = 'a.csv'
  await importFiles(instance.ctx(), [{ name: file, bytes }], (progress) => told.push(progress))
  expect(told).toEqual([
    { files: 0, file, rowsDone: 0, rows: 0 },
    { files: 0, file, rowsDone: 10, rows: 25 },
    { files: 0, file, rowsDone: 20, rows: 25 },
    { files: 0, file, rowsDone: 25, rows: 25 },
  ])
})

test('others write while a large import goes on', async () => {
  const owner = await instance.account('owner', { creator: true })
  const bytes = Buffer.from(`name\n${Array.from({ length: 500 }, (_, at) => `Channel ${at}`).join('\n')}`)
  let made: Promise<unknown> | undefined
  let rowsWhenMade = 0
  await importFiles(instance.ctx(), [{ name: 'a.csv', bytes }], ({ rowsDone }) => {
    if (rowsDone === 0 || made) return
    made = instance.as(owner).channels.create({ handle: 'between', name: 'Between', category: 'news' })
    void made.then(async () => (rowsWhenMade = await instance.core.db.read.$count(channels)))
  })
  await made
  expect(rowsWhenMade).toBeGreaterThan(0)
  expect(rowsWhenMade).toBeLessThan(500)
})

describe.skipIf(SKIPPED)(`files of real broadcasters${SKIPPED}`, () => {
  test('make 259 channels, each of its country, and none on a second run', async () => {
    const files = REAL.map(readReal)
    const report = await importFiles(instance.ctx(), files)
    expect(report).toMatchObject({ files: 25, rows: 259, created: 259, known: 0 })
    expect(report.counts).toEqual({ ampersand: 15, quotes: 1, no_name: 2, handle_taken: 3 })
    const rows = await instance.core.db.read.select().from(channels)
    expect(new Set(rows.map(({ country }) => country)).size).toBe(25)
    expect(rows.filter(({ language }) => language).length).toBeGreaterThan(170)
    expect(await importFiles(instance.ctx(), files)).toMatchObject({ rows: 259, created: 0, known: 259 })
  }, 60_000)
})
