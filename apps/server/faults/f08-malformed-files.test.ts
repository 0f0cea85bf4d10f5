import * as samples from '@carillon/api/testing/samples'
import { type ErrorBody, ERRORS } from '@carillon/contract'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sendFile, sendPhoto } from '../src/testing/uploads.ts'
import { type Bells, makeBells, type Serving } from './bells.ts'
import { BOMBS, DAMAGES } from './malformed.ts'
import { ALL, record } from './report.ts'

/** Files that go to the server at once: more than it has workers. */
const AT_ONCE = 6

let bells: Bells
let server: Serving
beforeAll(async () => {
  bells = await makeBells()
  server = await bells.start()
})
afterAll(() => bells.remove())

const noise = () =>
  sharp({
    create: {
      width: 300,
      height: 200,
      channels: 3,
      background: '#000',
      noise: { type: 'gaussian', mean: 128, sigma: 30 },
    },
  })

/** One whole file of each kind that is taken. */
const WHOLE: Record<string, [kind: string, make: () => Promise<Uint8Array>]> = {
  jpeg: ['photo', () => noise().jpeg().toBuffer()],
  png: ['photo', () => noise().png().toBuffer()],
  webp: ['photo', () => noise().webp().toBuffer()],
  avif: ['photo', () => noise().avif({ effort: 1 }).toBuffer()],
  gif: ['photo', () => noise().gif({ effort: 1 }).toBuffer()],
  mp4: ['video', () => samples.clip('square.mp4')],
  webm: ['video', () => samples.clip('square.webm')],
  m4a: ['voice', samples.m4a],
  mp3: ['voice', samples.mp3],
  ogg: ['voice', samples.oggOpus],
  wav: ['voice', async () => samples.wav()],
  pdf: ['document', samples.pdf],
  docx: ['document', samples.docx],
  odt: ['document', samples.odt],
  epub: ['document', samples.epub],
}

type Sent = { name: string; kind: string; bytes: Uint8Array }
type Outcome = Sent & { status: number; code: string; message: string }

async function send({ name, kind, bytes }: Sent): Promise<Outcome> {
  const desk = { url: server.url, headers: { authorization: `Bearer ${bells.key}` }, handle: 'bells' }
  const answer = await (kind === 'photo' ? sendPhoto(desk, bytes) : sendFile(desk, kind, bytes))
  const text = await answer.text()
  const { code = 'taken', message = '' } = (answer.ok ? {} : JSON.parse(text)) as Partial<ErrorBody>
  return { name, kind, bytes, status: answer.status, code, message }
}

async function sendAll(files: Sent[]): Promise<Outcome[]> {
  const waiting = [...files]
  const outcomes: Outcome[] = []
  const work = async () => {
    for (let file = waiting.shift(); file; file = waiting.shift()) outcomes.push(await send(file))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return outcomes
}

/** Files in the storage that no row names, and what is left of uploads that came to nothing. */
async function leftOver(): Promise<string[]> {
  const named = (await bells.look('SELECT objects FROM media')).flatMap(
    (row) => JSON.parse(String(row['objects'])) as string[],
  )
  const stored = await readdir(join(bells.dataDir, 'objects/media')).catch(() => [])
  const begun = await readdir(join(bells.dataDir, 'uploads')).catch(() => [])
  const half = await bells.look("SELECT id FROM media WHERE state <> 'pending'")
  return [
    ...stored.filter((name) => !named.includes(`media/${name}`)),
    ...begun,
    ...half.map((row) => String(row['id'])),
  ]
}

test(
  'malformed files of every kind are each refused in words, and the queue moves on',
  { timeout: 300_000 },
  async () => {
    const whole = await Promise.all(
      Object.entries(WHOLE).map(async ([name, [kind, make]]): Promise<Sent> => ({ name, kind, bytes: await make() })),
    )
    const damaged = whole.flatMap(({ name, kind, bytes }) =>
      Object.entries(DAMAGES).map(([how, damage]) => ({ name: `${name}, ${how}`, kind, bytes: damage(bytes) })),
    )
    const misnamed = whole.map(({ name, kind, bytes }) => ({
      name: `${name} as another kind`,
      kind: OTHER[kind]!,
      bytes,
    }))
    const bombs = await Promise.all(BOMBS.map(async ({ name, kind, make }) => ({ name, kind, bytes: await make() })))
    const files = [...damaged, ...misnamed].filter((_, at) => ALL || at % 3 === 0)
    const outcomes = await sendAll([...files, ...bombs])
    const unclear = outcomes.filter(
      ({ status, code, message }) => code !== 'taken' && (status >= 500 || !(code in ERRORS) || !message),
    )
    const refused = outcomes.filter(({ code }) => code !== 'taken')
    const left = await leftOver()
    const again = await sendAll(whole)
    const control = `${again.filter(({ code }) => code === 'taken').length} of ${again.length} whole files of the same kinds are taken afterwards`
    const what = `malformed files: ${refused.length} refused, ${outcomes.length - refused.length} whole enough to be made anew`
    record({ fault: 'F8', what, points: outcomes.length, lost: unclear.length, doubled: 0, left: left.length, control })
    expect(unclear.map(({ name, status, code }) => ({ name, status, code }))).toEqual([])
    expect(refused.length).toBeGreaterThanOrEqual(ALL ? 100 : 35)
    expect(left).toEqual([])
    expect(again.map(({ name, code }) => [name, code])).toEqual(again.map(({ name }) => [name, 'taken']))
    expect(server.program.child.exitCode, 'it is the same process still').toBeNull()
  },
)

const OTHER: Record<string, string> = { photo: 'document', video: 'photo', voice: 'photo', document: 'video' }
