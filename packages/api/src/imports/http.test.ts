import { type ImportJob, LIMITS, LOCALES } from '@carillon/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { channels } from '../channels/table.ts'
import { openStage, ORIGIN, PEOPLE, type Person, type Stage, type StageChannel } from '../testing/stage.ts'

let stage: Stage
let of: StageChannel
beforeAll(async () => {
  stage = await openStage()
  of = await stage.channel()
})
afterAll(() => stage.instance.close())

function send(
  person: Person,
  name: string | null,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
) {
  const all = stage.headersOf(person, of)
  for (const [key, value] of Object.entries(headers)) all.set(key, value)
  const query = name === null ? '' : `?name=${encodeURIComponent(name)}`
  return stage.app.request(`/api/uploads/import${query}`, { method: 'POST', headers: all, body })
}

async function finish(jobId: string): Promise<ImportJob> {
  for (;;) {
    const job = await stage.instance.as(stage.accounts.operator).imports.progress({ jobId })
    if (job.report) return job
    await new Promise((resolve) => setImmediate(resolve))
  }
}

const count = () => stage.instance.core.db.read.$count(channels)

test('an operator sends a file, asks how far it is, and reads the report', async () => {
  const answer = await send('operator', 'Brazil – lista.csv', 'name\nSino\nSino')
  expect(answer.status).toBe(200)
  const { jobId } = (await answer.json()) as { jobId: string }
  const { progress, report } = await finish(jobId)
  expect(progress).toEqual({ files: 0, file: 'Brazil – lista.csv', rowsDone: 2, rows: 2 })
  expect(report).toMatchObject({
    created: 1,
    known: 1,
    notes: [{ file: 'Brazil – lista.csv', line: 3, code: 'repeated', detail: '@sino' }],
  })
})

test('two files that are sent at once are imported one after the other', async () => {
  const sent = await Promise.all(['a.csv', 'b.csv'].map((name) => send('operator', name, 'name\nOnce only')))
  const jobs = await Promise.all(sent.map(async (answer) => finish(((await answer.json()) as { jobId: string }).jobId)))
  expect(jobs.map(({ report }) => report!.created)).toEqual([1, 0])
})

test('of files sent in a heap the first five are taken, and once they are done others again', async () => {
  const sent = await Promise.all(Array.from({ length: 8 }, (_, at) => send('operator', `${at}.csv`, 'name\nHeap')))
  expect(sent.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 200, 200, 429, 429, 429])
  for (const answer of sent) if (answer.ok) await finish(((await answer.json()) as { jobId: string }).jobId)
  const { jobId } = (await (await send('operator', 'late.csv', 'name\nHeap')).json()) as { jobId: string }
  expect(await finish(jobId)).toMatchObject({ report: { known: 1 } })
})

describe('nobody else', () => {
  test.each(PEOPLE.filter((person) => person !== 'operator'))('%s can send one', async (person) => {
    const before = await count()
    const answer = await send(person, 'a.csv', 'name\nForbidden')
    const { code } = (await answer.json()) as { code: string }
    const expected = person.includes('key')
      ? 'keys.scope'
      : ['nobody', 'follower'].includes(person)
        ? 'accounts.signed_out'
        : 'accounts.operators_only'
    expect(code).toBe(expected)
    expect(await count()).toBe(before)
  })

  test.each(['https://evil.example', 'null'])('and no page of %s in an operator’s name', async (origin) => {
    const answer = await send('operator', 'a.csv', 'name\nForbidden', { origin })
    expect(await answer.json()).toMatchObject({ code: 'request.wrong_origin' })
    expect((await send('operator', 'a.csv', 'name\nAllowed', { origin: ORIGIN })).status).toBe(200)
  })
})

describe('a file that is too large', () => {
  test.each(LOCALES)('is refused by its announced size before it is read, in words (%s)', async (locale) => {
    let pulled = 0
    const endless = new ReadableStream({
      pull(controller) {
        pulled += 1
        controller.enqueue(new Uint8Array(64 * 1024))
      },
    })
    const headers = { 'content-length': String(100 * 1024 * 1024), 'accept-language': locale }
    const request = new Request(`${ORIGIN}/api/uploads/import?name=a.opml`, {
      method: 'POST',
      headers: { ...Object.fromEntries(stage.headersOf('operator', of)), ...headers },
      body: endless,
      duplex: 'half',
    } as RequestInit)
    const answer = await stage.app.request(request)
    expect(answer.status).toBe(413)
    expect(await answer.json()).toMatchObject({ code: 'imports.too_large', message: expect.stringMatching(/10.M/) })
    expect(pulled).toBeLessThan(5)
  })

  test('is refused where its size was not told', async () => {
    const large = new Blob([new Uint8Array(LIMITS.importBytes + 1)]).stream()
    const request = new Request(`${ORIGIN}/api/uploads/import?name=a.opml`, {
      method: 'POST',
      headers: stage.headersOf('operator', of),
      body: large,
      duplex: 'half',
    } as RequestInit)
    expect((await stage.app.request(request)).status).toBe(413)
  })

  test('and one at the limit is not', async () => {
    const answer = await send('operator', 'full.csv', new Uint8Array(LIMITS.importBytes))
    const { report } = await finish(((await answer.json()) as { jobId: string }).jobId)
    expect(report!.counts).toMatchObject({ unknown_file: 1 })
  })
})

test('a file needs a name, an import that nobody began is not found', async () => {
  expect((await send('operator', null, 'name\nA')).status).toBe(400)
  expect((await send('operator', 'x'.repeat(300), 'name\nA')).status).toBe(400)
  const operator = stage.instance.as(stage.accounts.operator)
  await expect(operator.imports.progress({ jobId: 'nothing' })).rejects.toMatchObject({
    cause: { code: 'imports.not_found' },
  })
})
