import type { FileEntry } from '@zip.js/zip.js'
import { Refusal } from './refusal.ts'

type OfficeKind = { type: string; mimetype: string }

const OPEN = new Set([
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.spreadsheet',
  'application/vnd.oasis.opendocument.presentation',
  'application/vnd.oasis.opendocument.graphics',
  'application/epub+zip',
])

const OOXML = 'application/vnd.openxmlformats-officedocument.'
const MAIN = [
  'wordprocessingml.document',
  'spreadsheetml.sheet',
  'presentationml.presentation',
  'presentationml.slideshow',
]

/** By what it says inside; neither programs (macros) nor what is signed or locked. */
export async function officeKind(
  entries: FileEntry[],
  read: (entry: FileEntry) => Promise<string>,
): Promise<OfficeKind> {
  const named = (name: string) => entries.find(({ filename }) => filename === name)
  if (entries.some(({ filename }) => /vbaProject|^Basic\/|\.(exe|dll|jar|class|bat|cmd|vbs|ps1)$/i.test(filename))) {
    throw new Refusal('media.document_kind')
  }
  if (entries.some(({ filename }) => /^_xmlsignatures\/|^META-INF\/(documentsignatures|rights)\.xml$/.test(filename))) {
    throw new Refusal('media.document_locked')
  }
  const mimetype = named('mimetype')
  if (mimetype && entries[0] === mimetype && mimetype.uncompressedSize < 100) {
    const type = (await read(mimetype)).trim()
    if (!OPEN.has(type)) throw new Refusal('media.document_kind')
    const manifest = named('META-INF/manifest.xml')
    if (manifest && (await read(manifest)).includes('encryption-data')) throw new Refusal('media.document_locked')
    return { type, mimetype: type }
  }
  const types = named('[Content_Types].xml')
  const said = types ? await read(types) : ''
  const main = MAIN.find((name) => said.includes(`${OOXML}${name}.main+xml`))
  if (!main || /macroEnabled/i.test(said)) throw new Refusal('media.document_kind')
  return { type: OOXML + main, mimetype: '' }
}
