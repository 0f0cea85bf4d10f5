import type { Link, LinkContent, PictureFile } from '@carillon/contract'
import { linksIn } from '@carillon/contract/markup'

/** What the first link of a text shows beneath it; `shown` is `null` where nobody wants that. */
export type LinkDraft = { url: string; shown: LinkShown | null }
/** `at`: when its picture got to the server; 0 for one that is part of a post already. */
export type LinkShown = { title: string; site: string; picture: PictureFile | null; at: number }

/** Of a post that is changed: what it shows stays as it is, and nothing is asked for by itself. */
export function linkDraftOf(text: string, link: Link | undefined): LinkDraft | null {
  const url = link?.url ?? linksIn(text)[0]
  if (!url) return null
  return { url, shown: link ? { title: link.title, site: link.site, picture: link.picture, at: 0 } : null }
}

export function hostOf(url: string): string {
  return new URL(url).hostname.replace(/^www\./, '')
}

export function linkOf(draft: LinkDraft | null): Link | undefined {
  if (!draft?.shown) return undefined
  const { title, site, picture } = draft.shown
  return { url: draft.url, title: title.trim() || hostOf(draft.url), site: site.trim(), picture }
}

export function linkContentOf(draft: LinkDraft | null): LinkContent | undefined {
  const link = linkOf(draft)
  if (!link) return undefined
  const { picture, ...rest } = link
  return { ...rest, pictureId: picture?.mediaId ?? null }
}
