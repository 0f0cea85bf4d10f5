import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Command } from './commands.ts'
import { Frames } from './socket.frames.ts'
import { listenForCommands, sendCommand } from './socket.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'carillon-socket-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const FILES = [
  { name: 'Línea\n1.csv', bytes: Buffer.from('name\nÉcole\n') },
  { name: 'empty', bytes: Buffer.alloc(0) },
  { name: 'binary', bytes: Buffer.from([0, 10, 255, 10]) },
]
const COMMAND: Command = { args: ['import'], input: 'typed', files: FILES }
const PROGRESS = { files: 0, file: 'a', rowsDone: 1, rows: 2 }
const RESULT = { code: 0, out: 'done', err: '' }

test('a command goes over with its files, and its progress comes back before its result', async () => {
  const got: unknown[] = []
  const close = await listenForCommands(folder, async ({ files, ...head }, onProgress) => {
    got.push(head)
    for await (const { name, bytes } of files) {
      got.push({ name, bytes: Buffer.from(bytes) })
      onProgress(PROGRESS)
    }
    return RESULT
  })
  const told: unknown[] = []
  expect(await sendCommand(folder, COMMAND, (progress) => told.push(progress))).toEqual(RESULT)
  expect(got).toEqual([{ args: ['import'], input: 'typed' }, ...FILES])
  expect(told).toEqual([PROGRESS, PROGRESS, PROGRESS])
  await close()
})

test('a command that fails need not have read its files', async () => {
  const close = await listenForCommands(folder, async () => RESULT)
  const large = Array.from({ length: 20 }, (_, at) => ({ name: String(at), bytes: Buffer.alloc(1024 * 1024) }))
  expect(await sendCommand(folder, { ...COMMAND, files: large }, () => {})).toEqual(RESULT)
  await close()
})

test('a caller that goes away in the middle leaves the server as it was', async () => {
  const close = await listenForCommands(folder, async () => RESULT)
  for (const part of ['', 'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 99\r\n\r\n{"args"']) {
    const caller = connect(join(folder, 'carillon.sock'))
    await once(caller, 'connect')
    caller.write(part, () => caller.destroy())
    await once(caller, 'close')
  }
  expect(await sendCommand(folder, COMMAND, () => {})).toEqual(RESULT)
  await close()
})

test('where no server is, the files are still there to be read here', async () => {
  let opened = 0
  const files = {
    async *[Symbol.asyncIterator]() {
      opened += 1
      yield* FILES
    },
  }
  expect(await sendCommand(folder, { ...COMMAND, files }, () => {})).toBeNull()
  const names: string[] = []
  for await (const { name } of files) names.push(name)
  expect(names).toHaveLength(3)
  expect(opened).toBeLessThanOrEqual(2)
})

test('lines and bytes are put together again however they were cut', async () => {
  const whole = Buffer.from('{"a":"é"}\n{"name":"x","size":3}\n\n\nA{"name":"y","size":1}\nB')
  for (const size of [1, 2, 3, 7, whole.length]) {
    const chunks = async function* () {
      for (let at = 0; at < whole.length; at += size) yield whole.subarray(at, at + size)
    }
    const frames = new Frames(chunks())
    expect(await frames.readJson()).toEqual({ a: 'é' })
    const files = []
    for await (const { name, bytes } of frames.readFiles()) files.push([name, Buffer.from(bytes).toString()])
    expect(files).toEqual([
      ['x', '\n\nA'],
      ['y', 'B'],
    ])
  }
})

test('bytes that stop too soon are an error', async () => {
  const frames = new Frames(
    (async function* () {
      yield Buffer.from('{"name":"x","size":30}\nonly so much')
    })(),
  )
  await expect(frames.readFiles().next()).rejects.toThrow('The command was cut off.')
})
