import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** What must be nowhere: words as somebody wrote them, or bytes as they lay somewhere. */
export type Marker = string | Uint8Array
export type Finding = { file: string; marker: Marker; encoding: string }
type Pattern = { marker: Marker; encoding: string; bytes: Buffer }

/** Fewer bytes than this turn up by chance in what is encrypted or compressed. */
const LEAST = 8

/**
 * Looks through every file below a folder, and at their names, for markers in whatever form a program may have kept
 * them. A file is named once for each marker and form.
 *
 * To be run in a process that has none of these databases open: POSIX gives up all of a process's locks on a file as
 * soon as it closes that file once, those that SQLite counts on too.
 */
export async function scanForMarkers(dataDir: string, markers: Marker[]): Promise<Finding[]> {
  const patterns = markers.flatMap(formsOf)
  const findings: Finding[] = []
  for await (const file of filesBelow(dataDir, '')) {
    const found = await scanFile(dataDir, file, patterns)
    findings.push(...found.map(({ marker, encoding }) => ({ file, marker, encoding })))
  }
  return findings
}

/** A marker in every form, each form once. */
function formsOf(marker: Marker): Pattern[] {
  const plain = Buffer.from(marker)
  if (plain.length < LEAST) throw new RangeError(`A marker has at least ${LEAST} bytes`)
  const hex = plain.toString('hex')
  const percent = hex.replace(/../g, '%$&')
  const forms: [string, string | Buffer][] = [
    [typeof marker === 'string' ? 'utf-8' : 'bytes', plain],
    ...[0, 1, 2].flatMap((shift) => base64(plain, shift)),
    ['hex', hex],
    ['hex', hex.toUpperCase()],
    ['percent', percent],
    ['percent', percent.toUpperCase()],
  ]
  if (typeof marker === 'string') {
    const utf16 = Buffer.from(marker, 'utf16le')
    const uri = encodeURIComponent(marker)
    const ascii = marker.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    const upper = ascii.replace(/\\u..../g, (escape) => `\\u${escape.slice(2).toUpperCase()}`)
    forms.push(['utf-16le', utf16], ['utf-16be', Buffer.from(utf16).swap16()])
    forms.push(['percent', uri], ['percent', uri.replace(/%../g, (escape) => escape.toLowerCase())])
    for (const text of [marker, ascii, upper]) forms.push(['json', quote(text)])
  }
  const once = new Map(
    forms.toReversed().map(([encoding, form]) => [Buffer.from(form).toString('latin1'), { encoding, form }]),
  )
  return [...once.values()].map(({ encoding, form }) => ({ marker, encoding, bytes: Buffer.from(form) }))
}

/** What is the same in base64 whatever stands around the marker, when `shift` bytes stand before it in its group. */
function base64(plain: Buffer, shift: number): [string, string][] {
  const whole = Buffer.concat([Buffer.alloc(shift), plain])
  const certain = whole.toString('base64').slice(Math.ceil((shift * 8) / 6), Math.floor((whole.length * 8) / 6))
  return [
    ['base64', certain],
    ['base64url', certain.replaceAll('+', '-').replaceAll('/', '_')],
  ]
}

/** As inside a JSON string; the escapes that a marker's other characters already are stay as they are. */
function quote(text: string): string {
  return JSON.stringify(text).slice(1, -1).replaceAll('\\\\u', '\\u')
}

async function* filesBelow(dataDir: string, folder: string): AsyncGenerator<string> {
  for (const entry of await unlessGone(readdir(join(dataDir, folder), { withFileTypes: true }), [])) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* filesBelow(dataDir, path)
    else if (entry.isFile()) yield path
  }
}

async function scanFile(dataDir: string, file: string, patterns: Pattern[]): Promise<Pattern[]> {
  const found = new Set(patterns.filter(({ bytes }) => file.includes(bytes.toString())))
  const overlap = Math.max(0, ...patterns.map(({ bytes }) => bytes.length - 1))
  let tail = Buffer.alloc(0)
  const read = async () => {
    for await (const chunk of createReadStream(join(dataDir, file), { highWaterMark: 1 << 20 })) {
      const window = Buffer.concat([tail, chunk as Buffer])
      for (const pattern of patterns) if (!found.has(pattern) && window.includes(pattern.bytes)) found.add(pattern)
      tail = window.subarray(Math.max(0, window.length - overlap))
    }
  }
  await unlessGone(read(), undefined)
  return [...found]
}

/** Files come and go while a server runs: one that went away holds nothing any more. */
async function unlessGone<T>(result: Promise<T>, otherwise: T): Promise<T> {
  try {
    return await result
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return otherwise
    throw error
  }
}
