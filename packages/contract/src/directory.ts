import * as z from 'zod'
import { CategoryCode, Channel, CountryCode, LanguageCode } from './channels.ts'
import { Cursor } from './ids.ts'
import { LIMITS } from './limits.ts'
import { SORTS } from './lists.ts'
import { line } from './text.ts'

export const SearchChannels = z.object({
  query: line(LIMITS.query, 0).default(''),
  category: CategoryCode.optional(),
  country: CountryCode.optional(),
  language: LanguageCode.optional(),
  sort: z.enum(SORTS).default('relevant'),
  limit: z.int().min(1).max(LIMITS.page).default(20),
  cursor: Cursor.optional(),
})
export type SearchChannels = z.infer<typeof SearchChannels>

/** Half-open ranges of UTF-16 offsets into the text they belong to. */
export const Ranges = z.array(z.tuple([z.int(), z.int()]))
export type Ranges = z.infer<typeof Ranges>

export const SearchHit = Channel.pick({
  id: true,
  handle: true,
  name: true,
  description: true,
  avatar: true,
  category: true,
  country: true,
  language: true,
  verified: true,
  claimed: true,
  followers: true,
  lastPostAt: true,
}).extend({
  /** What of the name, the handle and the description matched. */
  matches: z.object({ name: Ranges, handle: Ranges, description: Ranges }),
})
export type SearchHit = z.infer<typeof SearchHit>

const counts = z.record(z.string(), z.int())
export const SearchResult = z.object({
  hits: z.array(SearchHit),
  total: z.int(),
  /** How many hits each further choice would leave, as far as the other filters allow. */
  facets: z.object({ category: counts, country: counts, language: counts }),
  nextCursor: Cursor.nullable(),
})
export type SearchResult = z.infer<typeof SearchResult>

/** What the static pages are built from: every listed channel, a page at a time. */
export const ListDirectory = z.object({ limit: z.int().min(1).max(1_000).default(1_000), cursor: Cursor.optional() })
export type ListDirectory = z.infer<typeof ListDirectory>
export const DirectoryEntry = SearchHit.omit({ matches: true }).extend({
  createdAt: Channel.shape.createdAt,
  /** Live posts. */
  activity: z.int(),
})
export type DirectoryEntry = z.infer<typeof DirectoryEntry>
export const DirectoryPage = z.object({ items: z.array(DirectoryEntry), nextCursor: Cursor.nullable() })
