export type PhotoKind = 'jpeg' | 'png' | 'gif' | 'webp' | 'avif'

const FTYP_BRANDS_MAX = 256

/** What a file is by its first bytes, whatever it is called; `null` when it is no picture that we take. */
export function photoKind(bytes: Uint8Array): PhotoKind | null {
  const head = Buffer.from(bytes.subarray(0, FTYP_BRANDS_MAX)).toString('latin1')
  if (head.startsWith('\xFF\xD8\xFF')) return 'jpeg'
  if (head.startsWith('\x89PNG\r\n\x1A\n')) return 'png'
  if (head.startsWith('GIF87a') || head.startsWith('GIF89a')) return 'gif'
  if (head.startsWith('RIFF') && head.startsWith('WEBP', 8)) return 'webp'
  if (head.startsWith('ftyp', 4) && isAvif(bytes, head)) return 'avif'
  return null
}

/** AVIF shares its container with MP4 and HEIC: only its brand, the main one or a compatible one, tells. */
function isAvif(bytes: Uint8Array, head: string): boolean {
  const length = Math.min(Buffer.from(bytes.subarray(0, 4)).readUInt32BE(0), head.length)
  for (let at = 8; at + 4 <= length; at += 4) if (at !== 12 && head.startsWith('avif', at)) return true
  return false
}

/** The same, of what becomes a sticker; a drawing is told by its first tag. */
export function stickerKind(bytes: Uint8Array): 'png' | 'webp' | 'gif' | 'svg' | null {
  const kind = photoKind(bytes)
  if (kind === 'png' || kind === 'webp' || kind === 'gif') return kind
  const head = Buffer.from(bytes.subarray(0, 4096)).toString('utf8')
  return !kind && /^\uFEFF?\s*<[\s\S]*?(?:\w+:)?svg[\s>]/i.test(head) ? 'svg' : null
}
