import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFInvalidObject,
  PDFName,
  type PDFObject,
  PDFRawStream,
  PDFRef,
  PDFStream,
} from '@cantoo/pdf-lib'
import { readFile, writeFile } from 'node:fs/promises'
import { cleanPicture } from './pictures.ts'
import { Refusal } from './refusal.ts'

/** Who wrote it, when and with what; attached files, which tell the same of themselves; and programs. */
const TOLD = ['Metadata', 'PieceInfo', 'LastModified', 'EF', 'AF', 'JS', 'AA'].map((name) => PDFName.of(name))
const IN_THE_INDEX = ['EmbeddedFiles', 'JavaScript'].map((name) => PDFName.of(name))

/** Writes a PDF whole: nothing of earlier versions, of its history or of its author is in it. */
export async function takePdf(input: string, output: string): Promise<string> {
  const document = await load(input)
  const { context, catalog } = document
  const form = context.lookup(catalog.get(PDFName.of('AcroForm')))
  if (form instanceof PDFDict && form.has(PDFName.of('SigFlags'))) throw new Refusal('media.document_locked')
  delete context.trailerInfo.Info
  delete context.trailerInfo.ID
  const used = new Set<string>()
  const waiting: PDFObject[] = [catalog, ...(context.trailerInfo.Root ? [context.trailerInfo.Root] : [])]
  for (let object = waiting.pop(); object; object = waiting.pop()) {
    if (object instanceof PDFRef) {
      if (used.has(object.tag)) continue
      used.add(object.tag)
      const found = context.lookup(object)
      if (found instanceof PDFRawStream) context.assign(object, cleanStream(found))
      const kept = context.lookup(object)
      if (kept) waiting.push(kept)
    } else if (object instanceof PDFInvalidObject) throw new Refusal('media.damaged')
    else if (object instanceof PDFStream) waiting.push(object.dict)
    else if (object instanceof PDFArray) waiting.push(...object.asArray())
    else if (object instanceof PDFDict) {
      for (const name of TOLD) object.delete(name)
      waiting.push(...object.values())
    }
  }
  for (const [ref] of context.enumerateIndirectObjects()) if (!used.has(ref.tag)) context.delete(ref)
  await writeFile(output, await document.save({ addDefaultPage: false, updateFieldAppearances: false }))
  return 'application/pdf'
}

async function load(input: string): Promise<PDFDocument> {
  let document: PDFDocument
  try {
    document = await PDFDocument.load(await readFile(input), { updateMetadata: false })
  } catch (error) {
    if (error instanceof Error && /encrypted/i.test(error.message)) throw new Refusal('media.document_locked')
    throw new Refusal('media.damaged')
  }
  const { context, catalog } = document
  if (!(catalog instanceof PDFDict) || document.getPageCount() === 0) throw new Refusal('media.damaged')
  const names = context.lookup(catalog.get(PDFName.of('Names')))
  if (names instanceof PDFDict) for (const name of IN_THE_INDEX) names.delete(name)
  return document
}

const FILTER = PDFName.of('Filter')
const PICTURE_FILTERS = new Set(['/DCTDecode', '/JPXDecode'])

/** Pictures in a PDF are whole files, with places of their own. */
function cleanStream(stream: PDFRawStream): PDFRawStream {
  const filter = stream.dict.context.lookup(stream.dict.get(FILTER))
  const filters = filter instanceof PDFArray ? filter.asArray().map(String) : [String(filter)]
  if (!filters.some((name) => PICTURE_FILTERS.has(name))) return stream
  const clean = filters.length === 1 ? cleanPicture(stream.contents) : null
  // A bare code stream of JPEG 2000 has no boxes to tell anything in.
  if (!clean && stream.contents[0] === 0xff && filters[0] === '/JPXDecode') return stream
  if (!clean) throw new Refusal('media.document_too_complex')
  return PDFRawStream.of(stream.dict, clean)
}
