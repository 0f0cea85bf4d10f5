import { Refusal } from './refusal.ts'

/**
 * Takes places, dates, comments and thumbnails out of pictures that lie in a document, and leaves their pixels as they
 * are. `null` for what is no picture of these kinds.
 */
export function cleanPicture(bytes: Uint8Array): Uint8Array | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const head = file.toString('latin1', 0, 12)
  if (head.startsWith('\xFF\xD8\xFF')) return cleanJpeg(file)
  if (head.startsWith('\x89PNG\r\n\x1A\n')) return cleanPng(file)
  if (head.startsWith('RIFF') && head.endsWith('WEBP')) return cleanWebp(file)
  if (head.startsWith('GIF8')) return cleanGif(file)
  return head.startsWith('\0\0\0\x0CjP  ') ? cleanJpeg2000(file) : null
}

/**
 * Of a JPEG. What is needed to draw it in its colours is JFIF, the profile and Adobe's note on them; after its end there
 * may be whatever, a second picture with a place of its own, say.
 */
function cleanJpeg(file: Buffer): Uint8Array {
  const kept = [file.subarray(0, 2)]
  for (let at = 2; at + 1 < file.length;) {
    const from = at
    const marker = file[at + 1]!
    if (file[at] !== 0xff) at = endOfScan(file, at)
    else if (marker === 0xff) at += 1
    else if (marker === 0 || (marker >= 0xd0 && marker <= 0xd7)) at += 2
    else if (marker === 0xd9) return Buffer.concat([...kept, file.subarray(at, at + 2)])
    else at += 2 + (at + 4 <= file.length ? Math.max(2, file.readUInt16BE(at + 2)) : file.length)
    const segment = file.subarray(from, at)
    if (file[from] !== 0xff || marker === 0 || isDrawn(marker, segment)) kept.push(segment)
  }
  throw new Refusal('media.damaged')
}

/** What is drawn stands between two markers, which no byte of it looks like. */
function endOfScan(file: Buffer, from: number): number {
  const end = file.indexOf(0xff, from)
  return end < 0 ? file.length : end
}

function isDrawn(marker: number, segment: Buffer): boolean {
  if (marker === 0xff) return false
  if (marker === 0xe2) return segment.toString('latin1', 4, 15) === 'ICC_PROFILE'
  if (marker === 0xe0) return segment.toString('latin1', 4, 8) === 'JFIF' && segment.length <= 18
  return marker === 0xee || marker < 0xe0 || (marker > 0xef && marker !== 0xfe)
}

const TOLD_BY_PNG = new Set(['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME', 'caBX'])

function cleanPng(file: Buffer): Uint8Array {
  const kept = [file.subarray(0, 8)]
  for (let at = 8; at + 12 <= file.length;) {
    const end = at + 12 + file.readUInt32BE(at)
    const name = file.toString('latin1', at + 4, at + 8)
    if (end > file.length) break
    if (!TOLD_BY_PNG.has(name)) kept.push(file.subarray(at, end))
    if (name === 'IEND') return Buffer.concat(kept)
    at = end
  }
  throw new Refusal('media.damaged')
}

function cleanWebp(file: Buffer): Uint8Array {
  const kept: Buffer[] = []
  for (let at = 12; at + 8 <= file.length;) {
    const end = Math.min(file.length, at + 8 + file.readUInt32LE(at + 4) + (file.readUInt32LE(at + 4) % 2))
    const name = file.toString('latin1', at, at + 4)
    const chunk = Buffer.from(file.subarray(at, end))
    if (name === 'VP8X') chunk[8]! &= ~0b1100
    if (name !== 'EXIF' && name !== 'XMP ') kept.push(chunk)
    at = end
  }
  const body = Buffer.concat(kept)
  const head = Buffer.from(file.subarray(0, 12))
  head.writeUInt32LE(body.length + 4, 4)
  return Buffer.concat([head, body])
}

/** Comments and applications' blocks go, but for the one that says how often to play. */
function cleanGif(file: Buffer): Uint8Array {
  const flags = file[10] ?? 0
  let at = 13 + (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0)
  const kept = [file.subarray(0, at)]
  const endOfBlocks = (from: number) => {
    let end = from
    while (end < file.length && file[end] !== 0) end += file[end]! + 1
    return end + 1
  }
  while (at < file.length) {
    const from = at
    if (file[at] === 0x3b) return Buffer.concat([...kept, file.subarray(at, at + 1)])
    if (file[at] === 0x21) {
      at = endOfBlocks(at + 2)
      const told =
        file[from + 1] === 0xfe ||
        (file[from + 1] === 0xff && !file.toString('latin1', from + 3, from + 14).startsWith('NETSCAPE'))
      if (!told) kept.push(file.subarray(from, at))
    } else if (file[at] === 0x2c) {
      const local = file[at + 9] ?? 0
      at = endOfBlocks(at + 11 + (local & 0x80 ? 3 * 2 ** ((local & 7) + 1) : 0))
      kept.push(file.subarray(from, at))
    } else break
  }
  throw new Refusal('media.damaged')
}

const TOLD_BY_JPEG_2000 = new Set(['xml ', 'uuid', 'uinf', 'jp2i'])

function cleanJpeg2000(file: Buffer): Uint8Array {
  const kept: Buffer[] = []
  for (let at = 0; at + 8 <= file.length;) {
    const size = file.readUInt32BE(at)
    const end = size === 0 ? file.length : at + (size === 1 ? Number(file.readBigUInt64BE(at + 8)) : size)
    if (end > file.length || end < at + 8) throw new Refusal('media.damaged')
    if (!TOLD_BY_JPEG_2000.has(file.toString('latin1', at + 4, at + 8))) kept.push(file.subarray(at, end))
    at = end
  }
  return Buffer.concat(kept)
}
