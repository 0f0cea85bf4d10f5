import { zip } from '@carillon/api/testing/samples'
import { crc32, deflateSync } from 'node:zlib'

/** The same damage each time, so that what fails can be looked at again. */
function numbers(seed: number): () => number {
  let state = seed
  return () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31)
}

/** What may befall a whole file. */
export const DAMAGES: Record<string, (bytes: Uint8Array) => Uint8Array> = {
  'its beginning alone': (bytes) => bytes.slice(0, 24),
  'a third of it': (bytes) => bytes.slice(0, Math.floor(bytes.length / 3)),
  'noise behind its beginning': (bytes) => {
    const next = numbers(bytes.length)
    return Uint8Array.from(bytes, (byte, at) => (at < 16 ? byte : next() % 256))
  },
  'nothing behind its beginning': (bytes) => Uint8Array.from(bytes, (byte, at) => (at < 64 ? byte : 0)),
  'without its beginning': (bytes) => bytes.slice(Math.floor(bytes.length / 10)),
  'a tenth of its bytes changed': (bytes) => {
    const next = numbers(bytes.length)
    return Uint8Array.from(bytes, (byte) => (next() % 10 === 0 ? next() % 256 : byte))
  },
}

/** Small files that would be large, or without end, for whoever believes them. */
export const BOMBS: { name: string; kind: string; make: () => Promise<Uint8Array> }[] = [
  { name: 'a PNG of 50,000 by 50,000', kind: 'photo', make: async () => pngClaiming(50_000, 50_000) },
  { name: 'a PNG with a negative side', kind: 'photo', make: async () => pngClaiming(2 ** 32 - 1, 1) },
  { name: 'an SVG with entities in entities', kind: 'photo', make: async () => Buffer.from(laughs()) },
  { name: 'a docx that unpacks to two gigabytes', kind: 'document', make: zipBomb },
  { name: 'a PDF whose pages are their own parents', kind: 'document', make: async () => Buffer.from(roundPdf()) },
  { name: 'an MP4 whose box is larger than any file', kind: 'video', make: async () => endlessBox() },
]

function pngClaiming(width: number, height: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const parts = [chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.alloc(64))), chunk('IEND', Buffer.alloc(0))]
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1A\n', 'latin1'), ...parts])
}

function chunk(type: string, data: Buffer): Buffer {
  const framed = Buffer.alloc(data.length + 12)
  framed.writeUInt32BE(data.length, 0)
  framed.write(type, 4, 'latin1')
  framed.set(data, 8)
  framed.writeUInt32BE(crc32(framed.subarray(4, -4)), data.length + 8)
  return framed
}

function laughs(): string {
  const entities = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`)
  return `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY l0 "ha">${entities.join('')}]><svg>&l9;</svg>`
}

async function zipBomb(): Promise<Buffer> {
  const large = Buffer.alloc(2 ** 26)
  const files = Array.from({ length: 32 }, (_, at) => [`word/media/image${at}.bin`, large] as const)
  const types =
    '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
  return zip({ '[Content_Types].xml': types, 'word/document.xml': '<w:document/>', ...Object.fromEntries(files) })
}

function roundPdf(): string {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 /Parent 2 0 R >>',
    '<< /Type /Page /Parent 3 0 R /Contents 3 0 R >>',
  ]
  return `%PDF-1.7\n${objects.map((body, at) => `${at + 1} 0 obj ${body} endobj\n`).join('')}trailer << /Root 1 0 R >>`
}

function endlessBox(): Buffer {
  const start = Buffer.from('\0\0\0\x18ftypisom\0\0\x02\0isomiso2\0\0\0\x01moov', 'latin1')
  return Buffer.concat([start, Buffer.alloc(8, 0xff), Buffer.alloc(4_096)])
}
