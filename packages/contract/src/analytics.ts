import * as z from 'zod'
import { CountryCode } from './channels.ts'
import { Handle } from './handles.ts'
import { Cursor, Instant, PostId } from './ids.ts'
import { DAY, LIMITS } from './limits.ts'
import { LOCALES, POST_KINDS, TRAFFIC_SOURCES } from './lists.ts'
import { Day } from './retention.ts'

/** What is counted of whoever reads or follows: nothing that tells one reader from another. */
export const Visit = z.strictObject({
  source: z.enum(TRAFFIC_SOURCES).default('link'),
  /** The language of the page. */
  language: z.enum(LOCALES).optional(),
  /** As the reader chose to say; where a CDN tells the server the country, that counts. */
  country: CountryCode.optional(),
})
export type Visit = z.infer<typeof Visit>

/**
 * What a reader of a channel saw and did, for its counts. Only what was truly on the screen; sent twice on one day, it
 * counts once.
 */
export const Seen = z.object({
  handle: Handle,
  postIds: z.array(PostId).max(LIMITS.page).default([]),
  /** Links that were opened, by their place among those of the post, from 0. */
  clicked: z
    .array(
      z.object({
        postId: PostId,
        link: z
          .int()
          .min(0)
          .max(LIMITS.countedLinks - 1),
      }),
    )
    .max(LIMITS.page)
    .default([]),
  /** Posts that were passed on, or whose link was copied. */
  forwarded: z.array(PostId).max(LIMITS.page).default([]),
  visit: Visit.prefault({}),
})
export type Seen = z.infer<typeof Seen>

const dayNumber = (day: string) => Date.parse(day) / DAY

/** From the first to the last of these days (UTC), both with it. */
export const Span = z
  .object({ from: Day, to: Day })
  .refine(
    ({ from, to }) => dayNumber(from) <= dayNumber(to) && dayNumber(to) - dayNumber(from) < LIMITS.analyticsDays,
    {
      path: ['to'],
    },
  )
export type Span = z.infer<typeof Span>

const Count = z.int()
/** Estimated where there are many, by HyperLogLog: within 2 % nearly always. */
const Readers = z.int().min(0)

/** What came to pass in a span. */
export const Figures = z.object({
  /** At its end. */
  followers: Count,
  gained: Count,
  lost: Count,
  /** Distinct readers of a day: on average over the days of the span, and on its best day. */
  reach: Readers,
  best: z.object({ day: Day, readers: Readers }).nullable(),
  /** How many of the average are followers. */
  reachFollowers: Readers,
  views: Count,
  /** Posts published in the span. */
  posts: Count,
  /** Views of the posts that were published in the span, on average; `null` without any. */
  viewsPerPost: z.number().nullable(),
  reactions: Count,
  votes: Count,
  forwards: Count,
  clicks: Count,
  mutes: Count,
  /** Share of followers who neither muted it nor turned its notifications off, from 0 to 1; `null` without any. */
  notified: z.number().min(0).max(1).nullable(),
})
export type Figures = z.infer<typeof Figures>

/** One of the parts that a whole is made of: a country, a language, a way by which readers came. */
export const Part = z.object({
  key: z.string(),
  /** `null` where it isn't told. */
  count: Count.nullable(),
  /** Why not: fewer than five, or the one by which a single such one could be worked out. */
  hidden: z.enum(['few', 'cover']).nullable(),
})
export type Part = z.infer<typeof Part>

/** The most first. */
const Parts = z.array(Part)

export const DayFigures = z.object({
  day: Day,
  followers: Count,
  gained: Count,
  lost: Count,
  reach: Readers,
  reachFollowers: Readers,
  views: Count,
  reactions: Count,
  votes: Count,
  forwards: Count,
  clicks: Count,
  mutes: Count,
})
export type DayFigures = z.infer<typeof DayFigures>

/** What is known of one post: all of it stays when the post is gone, but for its words. */
export const PostFigures = z.object({
  postId: PostId,
  kind: z.enum(POST_KINDS),
  publishedAt: Instant,
  /** Its first words while it lives; `null` afterwards. */
  excerpt: z.string().nullable(),
  /** Sum of its daily distinct readers. */
  views: Count,
  reactions: Count,
  votes: Count,
  forwards: Count,
  clicks: Count,
  /** Followers who came by it. */
  gained: Count,
})
export type PostFigures = z.infer<typeof PostFigures>

const Counted = z.object({
  span: z.object({ from: Day, to: Day }),
  now: Figures,
  /** Of as many days before. */
  before: Figures,
  days: z.array(DayFigures),
  /** Views by weekday (Monday first) and hour in the time zone that was asked for. */
  hours: z.array(z.array(Count).length(24)).length(7),
  readersBy: z.object({ source: Parts, country: Parts, language: Parts }),
  gainedBy: z.object({ source: Parts, country: Parts, language: Parts }),
  /** Given less withdrawn, the most first. */
  emoji: z.array(z.object({ emoji: z.string(), count: Count })),
})

/** How a channel did, for its team. */
export const Overview = Counted.extend({
  handle: Handle,
  /** Those published in the span that were seen most. */
  posts: z.array(PostFigures),
})
export type Overview = z.infer<typeof Overview>

/** How the whole instance did, for its operators. */
export const InstanceOverview = Counted.extend({
  channels: Count,
  /** Bytes. */
  disk: z.object({ database: Count, media: Count }),
  /** Connections that are open at this moment. */
  live: Count,
})
export type InstanceOverview = z.infer<typeof InstanceOverview>

const TimeZone = z.string().max(64).default('UTC')
const spanned = { span: Span, timeZone: TimeZone }

export const GetOverview = z.object({ handle: Handle, ...spanned })
export type GetOverview = z.infer<typeof GetOverview>
export const GetInstanceOverview = z.object(spanned)
export type GetInstanceOverview = z.infer<typeof GetInstanceOverview>

/** Of all posts whose numbers are known, also of those that are gone: the newest first. */
export const ListPostFigures = z.object({
  handle: Handle,
  limit: z.int().min(1).max(LIMITS.page).default(20),
  cursor: Cursor.optional(),
})
export type ListPostFigures = z.infer<typeof ListPostFigures>
export const PostFiguresPage = z.object({ items: z.array(PostFigures), nextCursor: Cursor.nullable() })
export type PostFiguresPage = z.infer<typeof PostFiguresPage>

export const PostAnalytics = z.object({
  post: PostFigures,
  /** While it lived. */
  days: z.array(
    DayFigures.pick({ day: true, views: true, reactions: true, votes: true, forwards: true, clicks: true }),
  ),
  /** Views in each of its first 48 hours. */
  hours: z.array(Count),
  emoji: Counted.shape.emoji,
  /** Distinct readers a day who opened each link. */
  links: z.array(Count),
  /** Votes by option as each day ended. */
  poll: z
    .object({ voters: Count, options: z.array(Count), days: z.array(z.object({ day: Day, options: z.array(Count) })) })
    .nullable(),
  /** What half of the channel's posts of the ninety days before reached; `null` where there are fewer than three. */
  median: PostFigures.pick({
    views: true,
    reactions: true,
    votes: true,
    forwards: true,
    clicks: true,
    gained: true,
  }).nullable(),
})
export type PostAnalytics = z.infer<typeof PostAnalytics>

export const RANKINGS = ['followers', 'gained', 'reach', 'views'] as const
/** The channels of the instance that had the most. */
export const RankChannels = z.object({
  span: Span,
  by: z.enum(RANKINGS).default('followers'),
  limit: z.int().min(1).max(100).default(20),
})
export type RankChannels = z.infer<typeof RankChannels>
export const RankedChannels = z.object({
  items: z.array(
    z.object({
      handle: Handle,
      name: z.string(),
      followers: Count,
      gained: Count,
      lost: Count,
      reach: Readers,
      views: Count,
    }),
  ),
})
export type RankedChannels = z.infer<typeof RankedChannels>

export const EXPORTED = ['days', 'posts', 'parts'] as const
/** Days, posts or breakdowns of a span as a table; a JSON file has all that the overview shows. */
export const ExportAnalytics = z.object({
  handle: Handle,
  span: Span,
  what: z.enum(EXPORTED).default('days'),
  format: z.enum(['csv', 'json']).default('csv'),
})
export type ExportAnalytics = z.infer<typeof ExportAnalytics>
export const AnalyticsFile = z.object({ name: z.string(), type: z.string(), text: z.string() })
export type AnalyticsFile = z.infer<typeof AnalyticsFile>

/** Whether whoever asks gets an e-mail each Monday about the week before. */
export const WeeklySummary = z.object({ handle: Handle, on: z.boolean() })
export type WeeklySummary = z.infer<typeof WeeklySummary>
