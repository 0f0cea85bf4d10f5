import * as z from 'zod'
import { Handle } from './handles.ts'
import { MediaId } from './ids.ts'
import { LIMITS } from './limits.ts'
import { PictureFile } from './media.ts'
import { line } from './text.ts'

const WebAddress = z.url({ protocol: /^https?$/ }).max(2_048)

/** What a text points to, shown beneath it. `pictureId`: a photo that was uploaded, or that `links.preview` found. */
export const LinkContent = z.object({
  url: WebAddress,
  title: line(LIMITS.linkTitle),
  /** The name of the site. */
  site: line(LIMITS.linkSite, 0).default(''),
  pictureId: MediaId.nullable().default(null),
})
export type LinkContent = z.infer<typeof LinkContent>

export const Link = z.object({ url: z.string(), title: z.string(), site: z.string(), picture: PictureFile.nullable() })
export type Link = z.infer<typeof Link>

export const PreviewLink = z.object({ handle: Handle, url: WebAddress })
export type PreviewLink = z.infer<typeof PreviewLink>
