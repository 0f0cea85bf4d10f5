import { clip, LIMITS, type Link, type PreviewLink } from '@carillon/contract'
import { requireWritable } from '../channels/authority.ts'
import type { Core, Ctx } from '../core/context.ts'
import { decodeAnswer } from '../core/decode.ts'
import { AppError } from '../core/errors.ts'
import { type OutsideAnswer, OutsideError } from '../core/outside.ts'
import { fetchPhoto } from '../media/outside.ts'
import { toPicture } from '../media/stored.ts'
import { type PageFacts, readPage } from './page.ts'

/** A page says what it is in its head: of a longer one the rest is never read. */
const PAGE = { maxBytes: 512 * 1024, cut: true, timeout: 8_000, redirects: 5 }
/** Widths it is kept in, pixels: it is never shown larger than a post is wide. */
const WIDTHS = [320, 640, 1080]
const PAGE_TYPES = /^(text\/html|application\/xhtml\+xml)\b/i

/** What a page that a text points to says of itself, to be shown beneath the text. Its picture waits as an upload does. */
export async function previewLink(ctx: Ctx, { handle, url }: PreviewLink): Promise<Link> {
  const channel = await requireWritable(ctx, handle, 'editor', 'publish')
  ctx.limiter.take('preview', ctx.addressPrefix)
  const answer = await askPage(ctx, url)
  const said = factsOf(answer)
  const host = new URL(answer.url).hostname.replace(/^www\./, '')
  const picture = said.picture ? await fetchPhoto(ctx, channel.id, said.picture, WIDTHS) : null
  return { url, title: said.title || host, site: said.site || host, picture: picture && toPicture(picture) }
}

async function askPage(ctx: Core, url: string): Promise<OutsideAnswer> {
  const headers = { accept: 'text/html, application/xhtml+xml;q=0.9, */*;q=0.1' }
  const answer = await ctx.outside.request(url, { ...PAGE, headers }).catch((error: unknown) => {
    if (!(error instanceof OutsideError)) throw error
    const inside = error.fault === 'refused' || error.fault === 'bad_address'
    throw new AppError(inside ? 'links.refused' : 'links.unreachable')
  })
  if (answer.status !== 200) throw new AppError('links.unreachable')
  return answer
}

function factsOf({ headers, body, url }: OutsideAnswer): PageFacts {
  const type = headers['content-type'] ?? ''
  if (PAGE_TYPES.test(type)) return readPage(decodeAnswer(body, type), url)
  const name = decodeName(new URL(url).pathname.split('/').at(-1) ?? '')
  return { title: clip(name, LIMITS.linkTitle), site: '', picture: /^image\//i.test(type) ? url : null }
}

function decodeName(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}
