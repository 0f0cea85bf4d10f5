import { createReadStream } from 'node:fs'
import { copyFile, open, stat } from 'node:fs/promises'
import { Refusal } from './refusal.ts'
import type { FileJob, TakenFile } from './take.ts'

const HEAD = 64
/** `ftyp` boxes of books and papers there are none. */
const PICTURES_AND_SOUNDS = [
  /^\xFF\xD8\xFF/,
  /^\x89PNG/,
  /^GIF8/,
  /^RIFF....(WEBP|WAVE|AVI )/s,
  /^....ftyp/s,
  /^....(moov|mdat|wide|free|skip)/s,
  /^\x1A\x45\xDF\xA3/,
  /^OggS/,
  /^ID3/,
  /^fLaC/,
  /^\xFF[\xE0-\xFF]/,
  /^(II\*\0|MM\0\*)/,
  /^BM....\0\0\0\0/s,
  /^FLV\x01/,
]

/** Tells by the first bytes what a document is, and has it written anew. */
export async function takeDocument({ input, output }: Pick<FileJob, 'input' | 'output'>): Promise<TakenFile> {
  const head = await headOf(input)
  let type: string
  if (head.startsWith('%PDF-')) type = await (await import('./pdf.ts')).takePdf(input, output)
  else if (head.startsWith('PK\x03\x04')) type = await (await import('./office.ts')).takeOffice(input, output)
  else if (isText(head)) type = await takeText(input, output)
  else if (PICTURES_AND_SOUNDS.some((pattern) => pattern.test(head))) throw new Refusal('media.not_a_document')
  else type = await takeText(input, output)
  return { type, size: (await stat(output)).size }
}

async function headOf(path: string): Promise<string> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0)
    return buffer.toString('latin1', 0, bytesRead)
  } finally {
    await file.close()
  }
}

/** UTF-16 says so by two bytes that an MP3 could begin with too. */
const isText = (head: string) => /^(\xFF\xFE[^\0]\0|\xFE\xFF\0[^\0])/.test(head)

/** Pages, drawings, programs, and what has a head of its own for who wrote it. */
const NO_PLAIN_TEXT = /^\s*(<(!doctype|html|head|body|script|svg|\?|!--|[a-z]+:?[a-z]*[\s/>])|#!|\{\\rtf|%!)/i
const CONTROLS = /[\u0000-\u0008\u000E-\u001A\u001C-\u001F]/

/** As it is: text has nothing beside its words. */
async function takeText(input: string, output: string): Promise<string> {
  const bom = (await headOf(input)).slice(0, 2)
  const encoding = bom === '\xFF\xFE' ? 'utf-16le' : bom === '\xFE\xFF' ? 'utf-16be' : 'utf-8'
  const decoder = new TextDecoder(encoding, { fatal: true })
  let begun = false
  const check = (text: string) => {
    if (CONTROLS.test(text) || (!begun && NO_PLAIN_TEXT.test(text))) throw new Refusal('media.document_kind')
    begun ||= text.trim() !== ''
  }
  for await (const chunk of createReadStream(input))
    check(decode(() => decoder.decode(chunk as Buffer, { stream: true })))
  check(decode(() => decoder.decode()))
  await copyFile(input, output)
  return `text/plain; charset=${encoding}`
}

function decode(work: () => string): string {
  try {
    return work()
  } catch {
    throw new Refusal('media.document_kind')
  }
}
