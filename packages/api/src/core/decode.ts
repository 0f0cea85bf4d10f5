/** Bytes that an XML declaration, or a page's own word for its characters, stands in. */
const HEAD = 1_024
const DECLARED = /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]+)["']/i
const META = /<meta\b[^>]*\bcharset\s*=\s*["']?([\w.:-]+)/i
const CHARSET = /\bcharset\s*=\s*["']?([\w.:-]+)/i

/**
 * The text of an answer: by its byte order mark, by what its header says, by what its XML or its
 * page declares, else UTF-8.
 */
export function decodeAnswer(bytes: Uint8Array, contentType: string): string {
  const head = new TextDecoder('windows-1252').decode(bytes.subarray(0, HEAD))
  const declared = DECLARED.exec(head) ?? META.exec(head)
  const label = byMark(bytes) ?? CHARSET.exec(contentType)?.[1] ?? declared?.[1] ?? 'utf-8'
  return decoder(label).decode(bytes).toWellFormed()
}

function byMark([first, second]: Uint8Array): string | null {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return first === 0xef && second === 0xbb ? 'utf-8' : null
}

function decoder(label: string) {
  try {
    return new TextDecoder(label)
  } catch {
    return new TextDecoder()
  }
}
