import type { ErrorCode } from '@carillon/contract'

/** A drawing of paths is some kilobytes; more is a photo in disguise, or meant to keep us busy. */
const MAX_BYTES = 1024 * 1024
/** Uses of something that uses something, and so on, grow without end in a few lines. */
const MAX_USES = 1_000

/**
 * A drawing as it may be read: what could reach for anything outside it is refused, since it would look otherwise than
 * it was meant to. What it would run or be styled by from outside is inert anyway: nothing but its pixels is kept.
 */
export function readSvg(bytes: Uint8Array): { svg: Buffer } | { refused: ErrorCode } {
  if (bytes.length > MAX_BYTES) return { refused: 'stickers.svg_too_large' }
  const text = decode(bytes)
  if (text === null) return { refused: 'stickers.unreadable' }
  const plain = text.replaceAll(/<!--[\s\S]*?-->/g, '')
  const doctype = /<!DOCTYPE[^>[]*(\[)?/i.exec(plain)
  if (doctype?.[1] || /<!ENTITY|<\?xml-stylesheet/i.test(plain)) return { refused: 'stickers.svg_outside' }
  const drawing = plain.replace(/<!DOCTYPE[^>]*>/i, '')
  if (reachesOutside(drawing)) return { refused: 'stickers.svg_outside' }
  if ((drawing.match(/<(?:\w+:)?use\b/gi)?.length ?? 0) > MAX_USES) return { refused: 'stickers.svg_too_large' }
  return { svg: Buffer.from(drawing) }
}

/** UTF-8, as all drawing programs write; in another encoding what is looked for couldn't be seen. */
function decode(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const encoding = /<\?xml[^>]*encoding=["']([^"']+)/i.exec(text)?.[1] ?? 'utf-8'
    return /^utf-?8$/i.test(encoding) && /<(?:\w+:)?svg[\s>]/i.test(text) ? text : null
  } catch {
    return null
  }
}

const PICTURES = /<(?:\w+:)?(?:image|feImage)\b/i
const REFERENCES = /\bhref\s*=\s*(["'])\s*([^"']*)/gi
const STYLES = /@import|url\(\s*(?!["']?\s*#)/i

function reachesOutside(drawing: string): boolean {
  // Written as `&#104;ref` or `\75rl(`, it would say the same.
  const plain = drawing
    .replaceAll(/&#(?:x([0-9a-f]+)|(\d+));/gi, (_, hex, decimal) =>
      character(hex ? parseInt(hex, 16) : Number(decimal)),
    )
    .replaceAll(/\\([0-9a-f]{1,6})\s?/gi, (_, hex) => character(parseInt(hex, 16)))
  if (PICTURES.test(plain) || STYLES.test(plain)) return true
  // A link around a drawing leads nowhere here.
  const drawn = plain.replaceAll(/<(?:\w+:)?a\b[^>]*>/gi, '')
  return [...drawn.matchAll(REFERENCES)].some(([, , target]) => !target!.startsWith('#'))
}

const character = (code: number) => (code <= 0x10ffff ? String.fromCodePoint(code) : '')
