import { INVALID, lineCounter, type Remark } from './outline.ts'

/** Bytes that a file is known by: the rest of one that is megabytes long has nothing to add. */
const HEAD = 1_024
const DECLARED = /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]+)["']/i

/**
 * The text of a file in whatever encoding it is: by its byte order mark, by what its XML declares, as UTF-8, and if it
 * isn't that, as what Windows writes in the West, which is Latin-1 and more. Its lines end with \n.
 */
export function decodeFile(bytes: Uint8Array): { text: string; remarks: Remark[] } {
  const remarks: Remark[] = []
  const encoding = encodingOf(bytes)
  if (encoding !== 'utf-8') remarks.push({ line: 1, code: 'encoding', detail: encoding })
  const decoded = new TextDecoder(encoding).decode(bytes).toWellFormed().replace(/\r\n?/g, '\n')
  const invalid = decoded.search(INVALID)
  if (invalid === -1) return { text: decoded, remarks }
  const point = decoded.codePointAt(invalid)!.toString(16).toUpperCase().padStart(4, '0')
  remarks.push({ line: lineCounter(decoded)(invalid), code: 'characters', detail: `U+${point}` })
  // A space for each, so that places stay what they were.
  return { text: decoded.replace(INVALID, ' '), remarks }
}

function encodingOf(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  // Markup in UTF-16 without a mark: every other byte of its first characters is zero.
  if (first === 0x3c && second === 0) return 'utf-16le'
  if (first === 0 && second === 0x3c) return 'utf-16be'
  if (isUtf8(bytes)) return 'utf-8'
  const declared = DECLARED.exec(new TextDecoder('windows-1252').decode(bytes.subarray(0, HEAD)))?.[1]
  return (declared && knownEncoding(declared)) || (isMostlyUtf8(bytes) ? 'utf-8' : 'windows-1252')
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

/** UTF-8 with a few bytes broken, as where a file was cut, has more characters of several bytes than faults. */
function isMostlyUtf8(bytes: Uint8Array): boolean {
  let [broken, whole] = [0, 0]
  for (const character of new TextDecoder().decode(bytes)) {
    if (character === '\uFFFD') broken += 1
    else if (character > '\x7F') whole += 1
  }
  return whole > broken
}

/** By its name in the standard, or `null` for one that isn't known or that the bytes have just belied. */
function knownEncoding(label: string): string | null {
  try {
    const { encoding } = new TextDecoder(label)
    return encoding.startsWith('utf-') ? null : encoding
  } catch {
    return null
  }
}
