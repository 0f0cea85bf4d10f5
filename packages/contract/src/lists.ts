/** Fixed lists: what a channel may be filed under. Free of zod, so that pages can import it for nothing. */

export const LOCALES = ['en', 'fr', 'es'] as const
export type Locale = (typeof LOCALES)[number]

export const CATEGORIES = [
  'news',
  'politics',
  'government',
  'health',
  'emergency',
  'education',
  'science',
  'technology',
  'business',
  'culture',
  'music',
  'film',
  'books',
  'sports',
  'food',
  'travel',
  'nature',
  'religion',
  'community',
  'charity',
  'lifestyle',
  'games',
  'humour',
] as const
export type Category = (typeof CATEGORIES)[number]

// A file of its own: hardly a page needs it.
export { COUNTRIES } from './countries.ts'

/** ISO 639 codes a channel may be written in. */
export const LANGUAGES =
  'af am ar as az be bg bn bs ca cs cy da de el en es et eu fa fi fil fr ga gl gu ha he hi hr hu hy id ig is it ja jv ka kk km kn ko ku ky lo lt lv mg mk ml mn mr ms mt my ne nl no nso ny om or pa pl ps pt qu ro ru rw sd si sk sl sn so sq sr st su sv sw ta te tg th ti tk tl tn tr ts tt ug uk ur uz vi wo xh yi yo zh zu'.split(
    ' ',
  )

/** Languages that are written from right to left. */
export const RTL_LANGUAGES = new Set(['ar', 'fa', 'he', 'ps', 'sd', 'ug', 'ur', 'yi', 'ku'])

export const SORTS = ['relevant', 'active', 'followed', 'newest'] as const
export type Sort = (typeof SORTS)[number]

export const ROLES = ['owner', 'admin', 'editor', 'analyst'] as const
export type Role = (typeof ROLES)[number]

/** What a program may do with a key: read what the team reads, publish and manage posts, change the profile. */
export const SCOPES = ['read', 'publish', 'profile'] as const
export type Scope = (typeof SCOPES)[number]

export const POST_KINDS = ['text', 'photo', 'video', 'album', 'sticker', 'poll', 'voice', 'document'] as const
export type PostKind = (typeof POST_KINDS)[number]

/** One choice, several, or one that is right. */
export const POLL_MODES = ['single', 'multiple', 'quiz'] as const
export type PollMode = (typeof POLL_MODES)[number]
/** From when on a reader sees a poll's results: always, once they have voted (or it is closed), once it is closed. */
export const POLL_RESULTS = ['always', 'voted', 'closed'] as const
export type PollResultsShown = (typeof POLL_RESULTS)[number]
/** Who may vote: any reader, or those who followed the channel before the poll was published. */
export const POLL_VOTERS = ['anyone', 'followers'] as const
export type PollVoters = (typeof POLL_VOTERS)[number]
/** Whether a reader can vote: now (or vote otherwise), not again, not without having followed before, no more. */
export const VOTING = ['open', 'done', 'followers', 'closed'] as const
export type Voting = (typeof VOTING)[number]

/** Why the server of somebody else could not be asked, or told. */
export const OUTSIDE_FAULTS = [
  /** Not an address of the web. */
  'bad_address',
  /** It lies inside our own network, which nobody outside may make us call. */
  'refused',
  'unreachable',
  'too_slow',
  'too_large',
  'too_many_redirects',
] as const

/** What can be wrong with a feed: its server, its HTTP status, or what it answers. */
export const SOURCE_FAULTS = [
  ...OUTSIDE_FAULTS,
  'status',
  'not_a_feed',
  /** It had more new items at once than become posts: the newest did. */
  'too_many_items',
  /** The channel has no room for more drafts; items wait in the feed. */
  'drafts_full',
] as const
export type SourceFault = (typeof SOURCE_FAULTS)[number]

/** The ways by which somebody comes to a channel. */
export const TRAFFIC_SOURCES = [
  'directory',
  'search',
  'link',
  'qr',
  'embed',
  'feed',
  'promotion',
  'forward',
  'updates',
] as const
export type TrafficSource = (typeof TRAFFIC_SOURCES)[number]

/** Days from one publication of a recurring draft to the next. */
export const REPEAT_DAYS = [1, 7, 14, 30] as const

/** Why a draft could not go out at its time. */
export const SCHEDULE_FAULTS = [
  /** The channel was archived. */
  'archived',
  'picture_gone',
  /** Its key or its content is lost. */
  'unreadable',
  /** A fault of the server's own, which its log tells more of. */
  'internal',
] as const
export type ScheduleFault = (typeof SCHEDULE_FAULTS)[number]

/** Where a draft stands that an admin has to approve: `approved` is also what an admin gave its time. */
export const REVIEW_STATES = ['submitted', 'returned', 'approved'] as const
export type ReviewState = (typeof REVIEW_STATES)[number]
/** What is done in a review. */
export const REVIEW_ACTS = ['submit', 'comment', 'return', 'approve'] as const
export type ReviewAct = (typeof REVIEW_ACTS)[number]

/** Whether posts are told one by one, or once a day together. */
export const DIGESTS = ['off', 'daily'] as const
export type Digest = (typeof DIGESTS)[number]
/** For how long a followed channel is muted. */
export const MUTES = ['hours', 'week', 'always'] as const
export type Mute = (typeof MUTES)[number]

/** What a webhook can be told. */
export const WEBHOOK_EVENTS = [
  'post.published',
  'post.edited',
  'post.deleted',
  'post.expired',
  'channel.updated',
] as const
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number]
/** Nothing happened: somebody tries whether their webhook works. */
export const WEBHOOK_TEST = 'webhook.test'
/** What has become of a delivery. */
export const WEBHOOK_STATES = ['waiting', 'delivered', 'failed'] as const
export type WebhookState = (typeof WEBHOOK_STATES)[number]
export const WEBHOOK_FAULTS = [...OUTSIDE_FAULTS, 'status'] as const
export type WebhookFault = (typeof WEBHOOK_FAULTS)[number]

/** What waits for longer than this is stuck, milliseconds. */
export const QUEUE_PATIENCE = 300_000

/** The first of `wanted` (as in Accept-Language, best first) that the interface speaks, else English. */
export function pickLocale(wanted: Iterable<string>): Locale {
  for (const tag of wanted) {
    const language = tag.trim().slice(0, 2).toLowerCase()
    const found = LOCALES.find((locale) => locale === language)
    if (found) return found
  }
  return 'en'
}
