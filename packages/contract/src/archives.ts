import * as z from 'zod'
import { Handle } from './handles.ts'
import { Instant, MediaId, PostId, StickerId } from './ids.ts'
import { LIMITS } from './limits.ts'
import { PollContent } from './polls.ts'
import { text } from './text.ts'
import { Variants } from './variants.ts'

/**
 * A channel's live posts with what they show, as a zip: `carillon.json` holds an `Archive`, and every file that it names
 * lies beside it. Times are milliseconds since the epoch, UTC.
 */
export const ARCHIVE_FILE = 'carillon.json'

/** The name of a file in the zip. */
const File = z.string().regex(/^media\/[\w-]{1,80}\.[a-z0-9]{1,8}$/)
const alt = z.string().default('')
const photo = z.object({ file: File, alt })
const video = z.object({ file: File, poster: File, alt })
const caption = z.string().default('')
const variants = Variants.optional()

/** What a post says and shows; as what is sent to publish it, with files in place of uploads. */
export const ArchivedContent = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('text'),
    text: text(LIMITS.postText, 1),
    link: z.object({ url: z.string(), title: z.string(), site: z.string(), picture: File.nullable() }).optional(),
    variants,
  }),
  z.object({ kind: z.literal('photo'), text: caption, photo, variants }),
  z.object({ kind: z.literal('video'), text: caption, video, variants }),
  z.object({
    kind: z.literal('album'),
    text: caption,
    items: z.array(
      z.discriminatedUnion('kind', [
        photo.extend({ kind: z.literal('photo') }),
        video.extend({ kind: z.literal('video') }),
      ]),
    ),
    variants,
  }),
  z.object({
    kind: z.literal('sticker'),
    sticker: z.object({ id: StickerId, emoji: z.array(z.string()), file: File }),
  }),
  z.object({ kind: z.literal('poll'), poll: PollContent, variants }),
  z.object({
    kind: z.literal('voice'),
    text: caption,
    voice: z.object({ file: File, waveform: z.array(z.int()).default([]) }),
    variants,
  }),
  z.object({
    kind: z.literal('document'),
    text: caption,
    document: z.object({ file: File, name: z.string() }),
    variants,
  }),
])
export type ArchivedContent = z.infer<typeof ArchivedContent>

export const ArchivedPost = z.object({
  /** Where it was published first; a second import knows it by this. */
  id: PostId,
  content: ArchivedContent,
  publishedAt: Instant,
  editedAt: Instant.nullable().default(null),
  /** From this instant on nobody may read it, wherever it is imported. */
  expiresAt: Instant,
  pinned: z.boolean().default(false),
})
export type ArchivedPost = z.infer<typeof ArchivedPost>

export const Archive = z.object({
  format: z.literal('carillon-channel'),
  version: z.literal(1),
  exportedAt: Instant,
  channel: z.object({ handle: z.string(), name: z.string(), description: z.string(), language: z.string().nullable() }),
  /** Oldest first. Each is read for itself, so that one that is broken keeps no other from being imported. */
  posts: z.array(z.unknown()).max(LIMITS.archivePosts),
})
export type Archive = z.infer<typeof Archive>

/** Why a post of an archive was not imported. */
export const ARCHIVE_NOTES = ['unreadable', 'past', 'future', 'file_missing', 'refused', 'sticker_missing'] as const

export const ArchiveNote = z.object({
  /** Its place in the archive, from 1. */
  post: z.int(),
  code: z.enum(ARCHIVE_NOTES),
  /** What it is about: a file, or the code of a refusal. */
  detail: z.string(),
})
export type ArchiveNote = z.infer<typeof ArchiveNote>

/** What an export would hold now. `bytes` is about what the zip takes. */
export const ArchiveSize = z.object({ posts: z.int(), bytes: z.int() })
export type ArchiveSize = z.infer<typeof ArchiveSize>

/** `uploadId`: of a zip that was uploaded as an `archive`, and not finished. */
export const ImportArchive = z.object({ handle: Handle, uploadId: MediaId })
export type ImportArchive = z.infer<typeof ImportArchive>
export const ArchiveJobRef = z.object({ handle: Handle, jobId: z.string().max(40) })
export type ArchiveJobRef = z.infer<typeof ArchiveJobRef>
export const ArchiveStarted = z.object({ jobId: z.string() })

export const ArchiveJob = z.object({
  /** Posts that are done; `of` is 0 until the archive is read. */
  done: z.int(),
  of: z.int(),
  /** There when it is over. */
  report: z
    .object({
      created: z.int(),
      /** Imported before. */
      known: z.int(),
      notes: z.array(ArchiveNote).max(LIMITS.importNotes),
    })
    .nullable(),
})
export type ArchiveJob = z.infer<typeof ArchiveJob>
