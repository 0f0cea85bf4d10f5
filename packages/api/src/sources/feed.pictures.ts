import type { MediaNs } from 'feedsmith'
import { webAddress } from '../core/address.ts'

type Media = MediaNs.ItemOrFeed
export type Candidate = Pick<MediaNs.Content, 'url' | 'type' | 'medium'>

/** Of what a feed names beside an item: the widest picture, then what is enclosed, then a thumbnail. */
export function pickPicture(
  media: Media | undefined,
  enclosed: Candidate[],
  base: string,
): { url: string; alt: string } | null {
  const groups = media ? [media, ...(media.groups ?? [])] : []
  for (const group of groups) {
    const contents = (group.contents ?? []).filter(isPicture).toSorted((a, b) => (b.width ?? 0) - (a.width ?? 0))
    for (const { url, description } of contents) {
      const address = webAddress(url, base)
      if (address) return { url: address, alt: (description ?? group.description)?.value ?? '' }
    }
  }
  const thumbnails = groups.flatMap((group) => group.thumbnails ?? [])
  for (const { url } of [...enclosed.filter(isPicture), ...thumbnails]) {
    const address = webAddress(url, base)
    if (address) return { url: address, alt: media?.description?.value ?? '' }
  }
  return null
}

function isPicture({ url, type, medium }: Candidate): boolean {
  if (type) return /^image\/(?!svg)/i.test(type)
  return medium
    ? medium === 'image'
    : /\.(jpe?g|png|webp|gif|avif)$/i.test(URL.parse(url ?? '', 'https://none.invalid/')?.pathname ?? '')
}
