import { buffer } from 'node:stream/consumers'
import {
  BlobReader,
  configure,
  type Entry,
  type FileEntry,
  TextReader,
  Uint8ArrayReader,
  ZipReader,
  ZipWriter,
} from '@zip.js/zip.js'
import { createWriteStream, openAsBlob } from 'node:fs'
import { Writable } from 'node:stream'
import { officeKind } from './office.kind.ts'
import { EMPTY, isTold, withoutPaths } from './office.told.ts'
import { cleanPicture } from './pictures.ts'
import { Refusal } from './refusal.ts'

/** What unpacks to more than this, or holds more files, is made to keep us busy. Bytes. */
const MAX_UNPACKED = 512 * 1024 * 1024
const MAX_PICTURE = 64 * 1024 * 1024
const MAX_ENTRIES = 10_000

/** As zip files tell none. */
const NO_TIME = new Date(1980, 0, 1)

configure({ useWebWorkers: false })

/** Writes an office document or a book anew, entry by entry, without who wrote it, when and where. */
export async function takeOffice(input: string, output: string): Promise<string> {
  const reader = new ZipReader(new BlobReader(await openAsBlob(input)), { checkSignature: true })
  const entries = await filesIn(reader)
  const kind = await officeKind(entries, readText)
  const writer = new ZipWriter(Writable.toWeb(createWriteStream(output)) as WritableStream<Uint8Array>, {
    lastModDate: NO_TIME,
    extendedTimestamp: false,
  })
  let unpacked = 0
  const count = (bytes: number) => {
    unpacked += bytes
    if (unpacked > MAX_UNPACKED) throw new Refusal('media.document_too_complex')
  }
  for (const entry of entries) {
    const name = entry.filename
    if (name === 'mimetype') await writer.add(name, new TextReader(kind.mimetype), { level: 0, dataDescriptor: false })
    else if (Object.hasOwn(EMPTY, name)) await writer.add(name, new TextReader(EMPTY[name]!))
    else if (/\.(jpe?g|png|webp|gif|jp2|tiff?|heic|mp4|mov|m4[av]|webm|mp3|wav|ogg)$/i.test(name)) {
      const bytes = await readBytes(entry, MAX_PICTURE, count)
      const clean = cleanPicture(bytes)
      if (!clean) throw new Refusal('media.document_too_complex')
      await writer.add(name, new Uint8ArrayReader(clean))
    } else if (isTold(name)) await writer.add(name, new TextReader(withoutPaths(await readText(entry, count))))
    else await pass(entry, writer, count)
  }
  await writer.close()
  await reader.close()
  return kind.type
}

async function filesIn(reader: ZipReader<unknown>): Promise<FileEntry[]> {
  const files: FileEntry[] = []
  let size = 0
  const names = new Set<string>()
  for await (const entry of entriesOf(reader)) {
    if (entry.encrypted) throw new Refusal('media.document_locked')
    if (names.has(entry.filename) || /(^|[\\/])\.\.([\\/]|$)|^[\\/]|\\|\0/.test(entry.filename))
      throw new Refusal('media.damaged')
    names.add(entry.filename)
    size += entry.uncompressedSize
    if (names.size > MAX_ENTRIES || size > MAX_UNPACKED) throw new Refusal('media.document_too_complex')
    if (!entry.directory) files.push(entry)
  }
  return files
}

function entriesOf(reader: ZipReader<unknown>): AsyncGenerator<Entry, boolean> {
  return reader.getEntriesGenerator()
}

async function pass(entry: FileEntry, writer: ZipWriter<unknown>, count: (bytes: number) => void): Promise<void> {
  const { readable, writable } = counted(count)
  await Promise.all([entry.getData(writable), writer.add(entry.filename, readable)])
}

/** What an entry really has, whatever it says of itself. */
async function readBytes(entry: FileEntry, limit: number, count: (bytes: number) => void = () => {}): Promise<Buffer> {
  if (entry.uncompressedSize > limit) throw new Refusal('media.document_too_complex')
  let size = 0
  const { readable, writable } = counted((bytes) => {
    size += bytes
    if (size > limit) throw new Refusal('media.document_too_complex')
    count(bytes)
  })
  const [bytes] = await Promise.all([buffer(readable), entry.getData(writable)])
  return bytes
}

async function readText(entry: FileEntry, count?: (bytes: number) => void): Promise<string> {
  return (await readBytes(entry, MAX_PICTURE, count)).toString('utf8')
}

function counted(count: (bytes: number) => void): TransformStream<Uint8Array, Uint8Array> {
  return new TransformStream({
    transform(chunk: Uint8Array, controller) {
      count(chunk.length)
      controller.enqueue(chunk)
    },
  })
}
