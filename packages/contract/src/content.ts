import * as z from 'zod'
import { MediaId, StickerId } from './ids.ts'
import { LIMITS } from './limits.ts'
import { Link, LinkContent } from './links.ts'
import { NamedDocument, Photo, Video, Voice } from './media.ts'
import { Poll, PollContent } from './polls.ts'
import { Sticker } from './stickers.ts'
import { countCharacters, line, text } from './text.ts'
import { ReadVariant, Variants } from './variants.ts'

const caption = text(LIMITS.caption).default('')
const alt = text(LIMITS.altText).default('')
const photo = z.object({ mediaId: MediaId, alt })
/** `posterId`: a photo that was uploaded to stand for it until it plays. */
const video = z.object({ mediaId: MediaId, posterId: MediaId, alt })

/** Captions may be shorter than texts. */
const Captions = Variants.check(({ value, issues }) => {
  const long = value.findIndex((variant) => countCharacters(variant.text) > LIMITS.caption)
  if (long < 0) return
  const range = { origin: 'string', input: value[long]!.text, inclusive: true } as const
  issues.push({ ...range, code: 'too_big', maximum: LIMITS.caption, path: [long, 'text'] })
})

const albumItem = z.discriminatedUnion('kind', [
  photo.extend({ kind: z.literal('photo') }),
  video.extend({ kind: z.literal('video') }),
])

/** What an admin sends. What it shows was uploaded before. */
export const PostContent = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('text'),
    text: text(LIMITS.postText, 1),
    link: LinkContent.optional(),
    variants: Variants.optional(),
  }),
  z.object({ kind: z.literal('photo'), text: caption, photo, variants: Captions.optional() }),
  z.object({ kind: z.literal('video'), text: caption, video, variants: Captions.optional() }),
  z.object({
    kind: z.literal('album'),
    text: caption,
    items: z.array(albumItem).min(LIMITS.albumMin).max(LIMITS.albumMax),
    variants: Captions.optional(),
  }),
  z.object({ kind: z.literal('sticker'), stickerId: StickerId }),
  z.object({ kind: z.literal('poll'), poll: PollContent, variants: Variants.optional() }).check(({ value, issues }) => {
    const count = value.poll.options.length
    const other = (value.variants ?? []).findIndex(({ poll }) => poll && poll.options.length !== count)
    if (other < 0) return
    issues.push({ code: 'custom', input: value.variants, path: ['variants', other, 'poll', 'options'] })
  }),
  z.object({
    kind: z.literal('voice'),
    text: caption,
    voice: z.object({
      mediaId: MediaId,
      /** How loud it is from its beginning to its end, 0 to 100. */
      waveform: z.array(z.int().min(0).max(100)).max(LIMITS.waveform).default([]),
    }),
    variants: Captions.optional(),
  }),
  z.object({
    kind: z.literal('document'),
    text: caption,
    document: z.object({ mediaId: MediaId, name: line(LIMITS.fileName) }),
    variants: Captions.optional(),
  }),
])
export type PostContent = z.infer<typeof PostContent>

/** One of an album. */
export const AlbumItem = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('photo'), photo: Photo }),
  z.object({ kind: z.literal('video'), video: Video }),
])
export type AlbumItem = z.infer<typeof AlbumItem>

/** What it says in further languages, if it does. */
const variants = z.array(ReadVariant).optional()

/**
 * What a reader gets. Open at the end: a kind that a client doesn't know is drawn as *needs a newer version*, and a
 * server answers `opaque` for what it can't read itself.
 */
export const ReadContent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string(), link: Link.optional(), variants }),
  z.object({ kind: z.literal('photo'), text: z.string(), photo: Photo, variants }),
  z.object({ kind: z.literal('video'), text: z.string(), video: Video, variants }),
  z.object({ kind: z.literal('album'), text: z.string(), items: z.array(AlbumItem), variants }),
  z.object({ kind: z.literal('sticker'), sticker: Sticker }),
  z.object({ kind: z.literal('poll'), poll: Poll, variants }),
  z.object({ kind: z.literal('voice'), text: z.string(), voice: Voice, variants }),
  z.object({ kind: z.literal('document'), text: z.string(), document: NamedDocument, variants }),
  z.object({ kind: z.literal('opaque') }),
])
export type ReadContent = z.infer<typeof ReadContent>
