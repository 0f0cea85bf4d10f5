import { PDFDocument, PDFName } from '@cantoo/pdf-lib'
import { LIMITS } from '@carillon/contract'
import { BlobReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js'
import { ALL_FORMATS, BufferSource, EncodedPacketSink, Input } from 'mediabunny'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as samples from '../testing/samples.ts'
import { withoutRemarks } from './files/h264.ts'
import { cleanPicture } from './files/pictures.ts'
import type { FileJob } from './files/take.ts'
import { createPhotoPipeline } from './pipeline.ts'

const { MARKER } = samples
const pipeline = createPhotoPipeline({ workers: 2, fileTimeoutMs: 10_000 })
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'carillon-files-'))
})
afterAll(async () => {
  await pipeline.close()
  await rm(folder, { recursive: true })
})

let count = 0
async function take(kind: FileJob['kind'], bytes: Uint8Array | string) {
  const input = join(folder, String((count += 1)))
  await writeFile(input, bytes)
  const told = await pipeline.take({ kind, input, output: `${input}.out` })
  return { ...told, bytes: await readFile(`${input}.out`) }
}
const refusal = (kind: FileJob['kind'], bytes: Uint8Array | string) =>
  take(kind, bytes).then(
    () => 'taken',
    (error: { code?: string }) => error.code ?? String(error),
  )
const says = (bytes: Uint8Array, words = MARKER) =>
  Buffer.from(bytes).toString('latin1').includes(words) || Buffer.from(bytes).toString('utf16le').includes(words)

async function packetsOf(bytes: Uint8Array) {
  const input = new Input({ source: new BufferSource(bytes), formats: ALL_FORMATS })
  const tracks = await input.getTracks()
  const all = await Promise.all(tracks.map((track) => Array.fromAsync(new EncodedPacketSink(track).packets())))
  return all.flat().map(({ data }) => Buffer.from(data).toString('base64'))
}

describe('nothing that a film or a sound tells of itself survives, and all of it plays', () => {
  test.each([
    ['video', 'an MP4 of a phone', samples.toldMp4],
    ['voice', 'an M4A', samples.m4a],
    ['voice', 'an MP3 with ID3', samples.mp3],
    ['voice', 'an Ogg with comments', samples.oggOpus],
    ['voice', 'a WebM with tags', samples.webmOpus],
    ['voice', 'a WAV with a list', async () => samples.wav()],
  ] as const)('%s: %s', async (kind, _, make) => {
    const file = await make()
    expect(says(file), 'control: it is in the file').toBe(true)
    const { bytes, size, durationMs } = await take(kind, file)
    expect(says(bytes)).toBe(false)
    expect(bytes).toHaveLength(size)
    expect(durationMs).toBeGreaterThan(50)
    expect(await packetsOf(bytes)).toEqual(await packetsOf(file))
  })

  test('an MP4 begins with what a player needs first', async () => {
    const { bytes } = await take('video', await samples.clip('square.mp4'))
    expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'))
  })

  test('what encoders remark between the pictures of H.264 goes, and the pictures stay', () => {
    const unit = (type: number, body: Buffer) => {
      const length = Buffer.alloc(4)
      length.writeUInt32BE(body.length + 1)
      return Buffer.concat([length, Buffer.of(type), body])
    }
    const remark = unit(
      6,
      Buffer.concat([Buffer.of(5, 16 + MARKER.length), Buffer.alloc(16), Buffer.from(MARKER), Buffer.of(128)]),
    )
    const captions = unit(6, Buffer.of(4, 2, 1, 1, 128))
    const picture = unit(5, Buffer.from('picture'))
    const clean = withoutRemarks({ codec: 'avc1.42001f', description: Buffer.from([1, 66, 0, 31, 255]) })
    const kept = clean(Buffer.concat([remark, captions, picture]))
    expect(Buffer.from(kept).equals(Buffer.concat([captions, picture]))).toBe(true)
  })
})

describe('nothing that a document tells of itself survives', () => {
  test('a PDF: author, XMP, attached files, programs, what was deleted, and the places of its photos', async () => {
    const file = await samples.pdf()
    expect(says(file), 'control').toBe(true)
    const { bytes, type } = await take('document', file)
    expect(type).toBe('application/pdf')
    expect(says(bytes)).toBe(false)
    for (const word of ['Exif', 'GPS', '/JavaScript', 'EmbeddedFile', '/Producer', '/CreationDate']) {
      expect(says(bytes, word), word).toBe(false)
    }
    const read = await PDFDocument.load(bytes, { updateMetadata: false })
    expect(read.getPageCount()).toBe(2)
    expect(read.catalog.get(PDFName.of('Metadata'))).toBeUndefined()
    const streams = read.context.enumerateIndirectObjects().filter(([, object]) => 'contents' in object)
    const photo = streams.map(([, object]) => (object as unknown as { contents: Uint8Array }).contents)
    const jpeg = photo.find((contents) => contents[0] === 0xff)!
    expect(await sharp(jpeg).metadata()).toMatchObject({ format: 'jpeg', width: 64, height: 48 })
    expect((await sharp(jpeg).metadata()).exif).toBeUndefined()
    expect(read.context.trailerInfo.Info).toBeUndefined()
  })

  test.each([
    ['a docx', samples.docx, 'word/document.xml', 'word/media/image1.jpeg'],
    ['an odt', samples.odt, 'content.xml', 'Pictures/1.jpg'],
    ['a book', samples.epub, 'book.xhtml', 'cover.jpg'],
  ] as const)('%s: author, company, comments and the places of its photos', async (_, make, body, photo) => {
    const file = await make()
    const told = await unzipped(file)
    expect(
      Object.values(told).some((content) => says(content)),
      'control',
    ).toBe(true)
    const { bytes } = await take('document', file)
    expect(says(bytes)).toBe(false)
    const clean = await unzipped(bytes)
    for (const content of Object.values(clean)) expect(says(content)).toBe(false)
    expect(Object.keys(clean)).toEqual(Object.keys(told))
    expect(clean[body]!.toString()).toContain('The bells of the town')
    expect(await sharp(clean[photo]).metadata()).toMatchObject({ format: 'jpeg', width: 64 })
    const years = await Array.fromAsync(new ZipReader(new BlobReader(new Blob([bytes]))).getEntriesGenerator())
    expect(new Set(years.map(({ lastModDate }) => lastModDate.getFullYear()))).toEqual(new Set([1980]))
  })

  test.each(['jpeg', 'png', 'webp', 'gif'] as const)(
    'a %s inside one keeps its pixels and nothing else',
    async (format) => {
      const image = sharp(await samples.toldJpeg(), { pages: 1 }).keepMetadata()
      let file = await image[format]().toBuffer()
      if (format === 'gif')
        file = Buffer.concat([
          file.subarray(0, -1),
          Buffer.from([0x21, 0xfe, MARKER.length]),
          Buffer.from(MARKER),
          Buffer.from([0, 0x3b]),
        ])
      expect(says(file), 'control').toBe(true)
      const clean = cleanPicture(Buffer.concat([file, Buffer.from(format === 'webp' ? '' : `after ${MARKER}`)]))!
      expect(says(clean)).toBe(false)
      expect(await sharp(clean).metadata()).not.toMatchObject({ exif: expect.anything() })
      const pixels = (bytes: Uint8Array) => sharp(bytes).raw().toBuffer()
      expect((await pixels(clean)).equals(await pixels(file))).toBe(true)
    },
  )

  test('a part keeps what it holds, whatever it is called', async () => {
    const files = { ...(await samples.docxFiles()), constructor: 'mine' }
    const { bytes } = await take('document', await samples.zip(files))
    expect((await unzipped(bytes))['constructor']!.toString()).toBe('mine')
  })

  test('a workbook forgets the folder it was saved in', async () => {
    const files = await samples.docxFiles()
    const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
    const path = `<workbook><x15ac:absPath url="C:\\Users\\${MARKER}\\" xmlns:x15ac="x"/><sheets/></workbook>`
    const types = `<Types><Override ContentType="${sheet}.main+xml"/></Types>`
    const taken = await take(
      'document',
      await samples.zip({ ...files, '[Content_Types].xml': types, 'xl/workbook.xml': path }),
    )
    expect(taken.type).toBe(sheet)
    expect((await unzipped(taken.bytes))['xl/workbook.xml']!.toString()).toBe('<workbook><sheets/></workbook>')
  })
})

describe('a file is what its content says', () => {
  test('an MP4 is a video, whatever it is called, and neither photo, voice note nor document', async () => {
    const file = await samples.clip('square.mp4')
    expect(await refusal('video', file)).toBe('taken')
    expect(await refusal('voice', file)).toBe('media.voice_kind')
    expect(await refusal('document', file)).toBe('media.not_a_document')
    await expect(pipeline.process(file, { widths: [320] })).rejects.toMatchObject({ code: 'media.unreadable' })
  })

  test.each([
    ['photo', async () => samples.toldJpeg()],
    [
      'PNG',
      async () =>
        sharp(await samples.toldJpeg())
          .png()
          .toBuffer(),
    ],
    ['sound', samples.mp3],
    ['WAV', async () => samples.wav()],
    ['WebM', () => samples.clip('square.webm')],
  ])('a %s is no document', async (_, make) => {
    expect(await refusal('document', await make())).toBe('media.not_a_document')
  })

  test.each([
    ['an HTML page', '<!doctype html><script>alert(1)</script>'],
    ['a page after blanks', '\n\t <HTML><body onload=alert(1)>'],
    ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['an XML with entities', '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaa">]><a>&a;</a>'],
    ['a shell script', '#!/bin/sh\nrm -rf /'],
    ['a program', Buffer.from('MZ\x90\0\x03\0\0\0\x04\0\0\0', 'latin1')],
    ['another program', Buffer.from('\x7fELF\x02\x01\x01\0', 'latin1')],
    ['RTF, which has a head of its own', '{\\rtf1{\\info{\\author me}}}'],
    ['PostScript', '%!PS-Adobe-3.0'],
    ['an old Word file', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
    ['bytes', Buffer.from(Array.from({ length: 500 }, (_, at) => (at * 7) % 256))],
  ])('%s is refused', async (_, file) => {
    expect(await refusal('document', file)).toBe('media.document_kind')
  })

  test.each([
    ['words', 'Ding dong'],
    ['a table', 'hour;bell\n1;Ding\n2;Dong\n'],
    ['a heart first', '<3 the bells'],
    ['UTF-16', Buffer.from('\uFEFFDing dong', 'utf16le')],
    ['accents', 'el carillón de Łódź\r\n'],
  ])('control: text is taken as it is: %s', async (_, file) => {
    const { bytes, type } = await take('document', file)
    expect(type).toMatch(/^text\/plain; charset=utf-(8|16le)$/)
    expect(bytes.equals(Buffer.from(file))).toBe(true)
  })

  test('a zip that is no office document is refused, and so are macros, signatures and passwords', async () => {
    const files = await samples.docxFiles()
    const refused = async (more: Record<string, string>) =>
      refusal('document', await samples.zip({ ...files, ...more }))
    expect(await refused({})).toBe('taken')
    expect(await refusal('document', await samples.zip({ 'a.txt': 'a' }))).toBe('media.document_kind')
    expect(await refused({ 'word/vbaProject.bin': 'macro' })).toBe('media.document_kind')
    expect(await refused({ '_xmlsignatures/sig1.xml': '<Signature/>' })).toBe('media.document_locked')
    expect(await refused({ '../outside.txt': 'x' })).toBe('media.damaged')
    const types = String(files['[Content_Types].xml']).replace('wordprocessingml.document.main', 'macroEnabled.main')
    expect(await refused({ '[Content_Types].xml': types })).toBe('media.document_kind')
  })
})

describe('what is made to keep us busy is refused in time and memory', () => {
  test('a zip bomb, whether it says so or not', async () => {
    const files = { ...(await samples.docxFiles()), 'word/bomb.xml': new Uint8Array(40 * 1024 * 1024) }
    expect(await refusal('document', await samples.zip(files)), 'control').toBe('taken')
    const honest = await samples.zip(files)
    expect(await refusal('document', claiming(honest, 600 * 1024 * 1024))).toBe('media.document_too_complex')
    expect(await refusal('document', claiming(honest, 5)), 'what says less than it is').toMatch(/^media\./)
  }, 30_000)

  test('a PDF with a password', async () => {
    const document = await PDFDocument.create()
    document.addPage()
    document.encrypt({ userPassword: 'a', ownerPassword: 'b' })
    expect(await refusal('document', await document.save())).toBe('media.document_locked')
  })

  test('a video wider than screens are', async () => {
    const file = Buffer.from(await samples.clip('square.webm'))
    const width = file.indexOf(Buffer.from([0xb0, 0x81, 160]))
    const wide = LIMITS.videoSide + 1
    const grown = Buffer.concat([
      file.subarray(0, width),
      Buffer.from([0xb0, 0x82, wide >> 8, wide & 255]),
      file.subarray(width + 3),
    ])
    expect(width, 'control: its width was found').toBeGreaterThan(0)
    expect(['media.video_pixels', 'media.damaged', 'media.video_kind']).toContain(await refusal('video', grown))
  })
})

describe('a hundred malformed files', () => {
  test('are each refused with a reason or taken and read, and the next good one is as good as ever', async () => {
    const good: [FileJob['kind'], Buffer][] = [
      ['video', await samples.clip('square.mp4')],
      ['video', await samples.clip('square.webm')],
      ['video', await samples.toldMp4()],
      ['voice', await samples.m4a()],
      ['voice', await samples.mp3()],
      ['voice', await samples.oggOpus()],
      ['voice', await samples.webmOpus()],
      ['voice', samples.wav()],
      ['document', await samples.pdf()],
      ['document', await samples.docx()],
      ['document', await samples.odt()],
    ]
    const random = seeded(20_261_123)
    const outcomes: Record<string, number> = {}
    const jobs = Array.from({ length: 110 }, (_, at) => {
      const [kind, file] = good[at % good.length]!
      return { kind, file: damaged(file, random) }
    })
    await Promise.all(
      jobs.map(async ({ kind, file }) => {
        const told = await take(kind, file).catch((error: { code?: string }) => error.code ?? `fault ${String(error)}`)
        const outcome = typeof told === 'string' ? told : 'taken'
        outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
        if (typeof told === 'string') return
        expect(told.bytes).toHaveLength(told.size)
        expect(await refusal(kind, told.bytes), `${kind}: what was taken can be taken again`).toBe('taken')
      }),
    )
    expect(Object.keys(outcomes).filter((outcome) => !/^(taken$|media\.)/.test(outcome))).toEqual([])
    expect(outcomes['taken']).toBeGreaterThan(5)
    expect(outcomes['media.damaged']).toBeGreaterThan(5)
    for (const [kind, file] of good) expect(await refusal(kind, file)).toBe('taken')
  }, 300_000)
})

/** A generator that gives the same numbers every time: mulberry32, 0 to 1. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Cut, spoilt, doubled, or with a size in it that claims too much. */
function damaged(file: Buffer, random: () => number): Buffer {
  const at = (length: number) => Math.floor(random() * length)
  const copy = Buffer.from(file)
  switch (at(4)) {
    case 0:
      return copy.subarray(0, 1 + at(copy.length - 1))
    case 1:
      for (let hit = 0; hit < 1 + at(30); hit += 1) copy[at(copy.length)] = at(256)
      return copy
    case 2: {
      const from = at(copy.length)
      return Buffer.concat([copy.subarray(0, from), copy.subarray(at(from + 1))])
    }
    default:
      copy.writeUInt32BE(0xfffffff0, at(copy.length - 4))
      return copy
  }
}

/** The file of forty megabytes says that it is as large as this. */
function claiming(zip: Buffer, size: number): Buffer {
  const copy = Buffer.from(zip)
  const real = Buffer.alloc(4)
  real.writeUInt32LE(40 * 1024 * 1024)
  for (let at = copy.indexOf(real); at >= 0; at = copy.indexOf(real, at + 4)) copy.writeUInt32LE(size, at)
  return copy
}

async function unzipped(bytes: Uint8Array): Promise<Record<string, Buffer>> {
  const files: Record<string, Buffer> = {}
  for (const entry of await new ZipReader(new BlobReader(new Blob([bytes as Uint8Array<ArrayBuffer>]))).getEntries()) {
    if (!entry.directory) files[entry.filename] = Buffer.from(await entry.getData(new Uint8ArrayWriter()))
  }
  return files
}
