import { createReadStream } from 'node:fs'
import { readdir, realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** What must be nowhere: words as somebody wrote them, or bytes as they lay somewhere. */
export type Marker = string | Uint8Array
export type Finding = { file: string; marker: Marker; encoding: string }
export type Pattern = { marker: Marker; encoding: string; bytes: Buffer }

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
  const patterns = patternsOf(markers)
  const findings: Finding[] = []
  for await (const file of filesBelow(dataDir, '', new Set())) {
    const found = await unlessGone(scan(file, createReadStream(join(dataDir, file), CHUNKS), patterns), [])
    findings.push(...found)
  }
  return findings
}

const CHUNKS = { highWaterMark: 1 << 20 }

export const patternsOf = (markers: Marker[]) => markers.flatMap(formsOf)

/** Looks at a name and at what is stored under it. */
export async function scan(
  name: string,
  chunks: AsyncIterable<Uint8Array | string>,
  patterns: Pattern[],
): Promise<Finding[]> {
  const found = new Set(patterns.filter(({ bytes }) => name.includes(bytes.toString())))
  const overlap = Math.max(0, ...patterns.map(({ bytes }) => bytes.length - 1))
  let tail = Buffer.alloc(0)
  for await (const chunk of chunks) {
    const window = Buffer.concat([tail, Buffer.from(chunk as Uint8Array)])
    for (const pattern of patterns) if (!found.has(pattern) && window.includes(pattern.bytes)) found.add(pattern)
    tail = window.subarray(Math.max(0, window.length - overlap))
  }
  return [...found].map(({ marker, encoding }) => ({ file: name, marker, encoding }))
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

/** The program's own, which builds of the site link to. */
const NOT_DATA = 'node_modules'

/** Links are followed: a folder of objects may lie on another disk. */
async function* filesBelow(dataDir: string, folder: string, seen: Set<string>): AsyncGenerator<string> {
  const real = await unlessGone(realpath(join(dataDir, folder)), null)
  if (real === null || seen.has(real)) return
  seen.add(real)
  for (const entry of await unlessGone(readdir(real, { withFileTypes: true }), [])) {
    if (entry.name === NOT_DATA) continue
    const path = join(folder, entry.name)
    const is = entry.isSymbolicLink() ? await unlessGone(stat(join(dataDir, path)), null) : entry
    if (is?.isDirectory()) yield* filesBelow(dataDir, path, seen)
    else if (is?.isFile()) yield path
  }
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
