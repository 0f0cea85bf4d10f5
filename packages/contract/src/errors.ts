import type { Locale } from './lists.ts'
import { MESSAGES } from './messages.ts'

/**
 * Every way in which a request can be refused. A code is stable and says where it comes from and what is wrong; it
 * has a status here and a sentence in each language in `messages.ts`.
 */
export const ERRORS = {
  'input.invalid': 'BAD_REQUEST',
  'input.too_large': 'PAYLOAD_TOO_LARGE',
  'input.unsupported': 'UNSUPPORTED_MEDIA_TYPE',
  'request.not_found': 'NOT_FOUND',
  'request.wrong_method': 'METHOD_NOT_SUPPORTED',
  'request.wrong_origin': 'FORBIDDEN',
  'request.batch_too_large': 'PAYLOAD_TOO_LARGE',
  'request.too_many': 'TOO_MANY_REQUESTS',
  'server.internal': 'INTERNAL_SERVER_ERROR',
  'server.disk_full': 'INSUFFICIENT_STORAGE',
  'server.clock_in_doubt': 'SERVICE_UNAVAILABLE',
  'server.search_unavailable': 'SERVICE_UNAVAILABLE',
  'server.storage_unavailable': 'SERVICE_UNAVAILABLE',
  'accounts.signed_out': 'UNAUTHORIZED',
  'accounts.wrong_credentials': 'UNAUTHORIZED',
  'accounts.wrong_password': 'BAD_REQUEST',
  'accounts.token_invalid': 'BAD_REQUEST',
  'accounts.email_taken': 'CONFLICT',
  'accounts.email_differs': 'BAD_REQUEST',
  'accounts.operators_only': 'FORBIDDEN',
  'accounts.closed': 'FORBIDDEN',
  'keys.invalid': 'UNAUTHORIZED',
  'keys.scope': 'FORBIDDEN',
  'members.role': 'FORBIDDEN',
  'members.not_found': 'NOT_FOUND',
  'members.already': 'CONFLICT',
  'members.too_many_admins': 'CONFLICT',
  'members.owner_stays': 'CONFLICT',
  'channels.not_found': 'NOT_FOUND',
  'channels.gone': 'GONE',
  'channels.archived': 'CONFLICT',
  'channels.handle_taken': 'CONFLICT',
  'channels.handle_reserved': 'BAD_REQUEST',
  'channels.creation_closed': 'FORBIDDEN',
  'channels.invite_needed': 'FORBIDDEN',
  'channels.claimed': 'CONFLICT',
  'posts.not_found': 'NOT_FOUND',
  'posts.expired': 'GONE',
  'posts.too_many_pins': 'CONFLICT',
  'posts.key_reused': 'CONFLICT',
  'follows.not_following': 'CONFLICT',
  'follows.too_many_pins': 'CONFLICT',
  'followers.nobody': 'CONFLICT',
  'followers.code_invalid': 'BAD_REQUEST',
  'followers.same': 'CONFLICT',
  'followers.too_many_devices': 'CONFLICT',
  'followers.device_not_found': 'NOT_FOUND',
  'followers.too_many_passkeys': 'CONFLICT',
  'followers.passkey_refused': 'BAD_REQUEST',
  'followers.passkey_unknown': 'NOT_FOUND',
  'polls.not_found': 'NOT_FOUND',
  'polls.closed': 'CONFLICT',
  'polls.no_option': 'BAD_REQUEST',
  'polls.one_option': 'BAD_REQUEST',
  'polls.final': 'CONFLICT',
  'polls.followers_only': 'FORBIDDEN',
  'polls.changed': 'CONFLICT',
  'polls.voted': 'CONFLICT',
  'reactions.off': 'CONFLICT',
  'reactions.not_allowed': 'CONFLICT',
  'posts.review_needed': 'FORBIDDEN',
  'posts.forward_private': 'FORBIDDEN',
  'posts.forward_same': 'BAD_REQUEST',
  'posts.forwarded': 'CONFLICT',
  'drafts.not_found': 'NOT_FOUND',
  'drafts.changed': 'CONFLICT',
  'drafts.not_submitted': 'CONFLICT',
  'drafts.too_many': 'CONFLICT',
  'drafts.time_past': 'BAD_REQUEST',
  'drafts.time_far': 'BAD_REQUEST',
  'drafts.time_zone': 'BAD_REQUEST',
  'drafts.repeat_until': 'BAD_REQUEST',
  'drafts.repeats_text': 'BAD_REQUEST',
  'sources.not_found': 'NOT_FOUND',
  'sources.already': 'CONFLICT',
  'sources.too_many': 'CONFLICT',
  'sources.bad_address': 'BAD_REQUEST',
  'sources.refused': 'BAD_REQUEST',
  'sources.unreachable': 'UNPROCESSABLE_CONTENT',
  'sources.too_slow': 'UNPROCESSABLE_CONTENT',
  'sources.too_large': 'UNPROCESSABLE_CONTENT',
  'sources.too_many_redirects': 'UNPROCESSABLE_CONTENT',
  'sources.status': 'UNPROCESSABLE_CONTENT',
  'sources.not_a_feed': 'UNPROCESSABLE_CONTENT',
  'links.refused': 'BAD_REQUEST',
  'links.unreachable': 'UNPROCESSABLE_CONTENT',
  'live.too_many': 'TOO_MANY_REQUESTS',
  'live.full': 'SERVICE_UNAVAILABLE',
  'media.not_found': 'NOT_FOUND',
  'media.other_kind': 'BAD_REQUEST',
  'media.unreadable': 'UNPROCESSABLE_CONTENT',
  'media.too_many_pixels': 'UNPROCESSABLE_CONTENT',
  'media.too_large': 'PAYLOAD_TOO_LARGE',
  'media.timeout': 'UNPROCESSABLE_CONTENT',
  'media.damaged': 'UNPROCESSABLE_CONTENT',
  'media.video_kind': 'UNPROCESSABLE_CONTENT',
  'media.video_pixels': 'UNPROCESSABLE_CONTENT',
  'media.video_too_large': 'PAYLOAD_TOO_LARGE',
  'media.voice_kind': 'UNPROCESSABLE_CONTENT',
  'media.voice_too_large': 'PAYLOAD_TOO_LARGE',
  'media.too_long': 'UNPROCESSABLE_CONTENT',
  'media.document_kind': 'UNPROCESSABLE_CONTENT',
  'media.document_too_large': 'PAYLOAD_TOO_LARGE',
  'media.document_locked': 'UNPROCESSABLE_CONTENT',
  'media.document_too_complex': 'UNPROCESSABLE_CONTENT',
  'media.not_a_document': 'UNPROCESSABLE_CONTENT',
  'media.quota': 'PAYLOAD_TOO_LARGE',
  'uploads.not_found': 'NOT_FOUND',
  'uploads.offset': 'CONFLICT',
  'uploads.larger': 'PAYLOAD_TOO_LARGE',
  'uploads.busy': 'CONFLICT',
  'uploads.unfinished': 'CONFLICT',
  'uploads.too_many': 'TOO_MANY_REQUESTS',
  'uploads.no_size': 'BAD_REQUEST',
  'uploads.protocol': 'BAD_REQUEST',
  'stickers.not_found': 'NOT_FOUND',
  'stickers.pack_not_found': 'NOT_FOUND',
  'stickers.too_many_packs': 'CONFLICT',
  'stickers.pack_full': 'CONFLICT',
  'stickers.order': 'CONFLICT',
  'stickers.emoji': 'BAD_REQUEST',
  'stickers.unreadable': 'UNPROCESSABLE_CONTENT',
  'stickers.svg_outside': 'UNPROCESSABLE_CONTENT',
  'stickers.svg_too_large': 'UNPROCESSABLE_CONTENT',
  'stickers.too_heavy': 'UNPROCESSABLE_CONTENT',
  'stickers.moving_too_heavy': 'UNPROCESSABLE_CONTENT',
  'stickers.too_many_frames': 'UNPROCESSABLE_CONTENT',
  'stickers.too_long': 'UNPROCESSABLE_CONTENT',
  'webhooks.not_found': 'NOT_FOUND',
  'webhooks.too_many': 'CONFLICT',
  'webhooks.paused': 'CONFLICT',
  'webhooks.inside': 'BAD_REQUEST',
  'notifications.follow_first': 'CONFLICT',
  'notifications.bad_target': 'BAD_REQUEST',
  'archives.too_large': 'PAYLOAD_TOO_LARGE',
  'archives.unreadable': 'UNPROCESSABLE_CONTENT',
  'archives.busy': 'CONFLICT',
  'archives.not_found': 'NOT_FOUND',
  'imports.too_large': 'PAYLOAD_TOO_LARGE',
  'imports.not_found': 'NOT_FOUND',
} as const

export type ErrorCode = keyof typeof ERRORS
export type ErrorStatus = (typeof ERRORS)[ErrorCode]

/** HTTP status of each name of a status. */
export const HTTP_STATUS: Record<ErrorStatus, number> = {
  BAD_REQUEST: 400,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_SUPPORTED: 405,
  CONFLICT: 409,
  GONE: 410,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  UNPROCESSABLE_CONTENT: 422,
  TOO_MANY_REQUESTS: 429,
  INTERNAL_SERVER_ERROR: 500,
  SERVICE_UNAVAILABLE: 503,
  INSUFFICIENT_STORAGE: 507,
}

/** What every error answer carries beside its status, over tRPC (`error.data`) and plain HTTP (the body) alike. */
export type ErrorBody = {
  code: ErrorCode
  /** For people, in the language asked for by `Accept-Language`. */
  message: string
  /** What is wrong with each field of the input, by its dotted path. */
  fields: Record<string, string>
  /** Seconds until it is worth asking again; as in the header `Retry-After`. */
  retryAfter?: number
  /** Bytes that the channel may still store, of `media.quota`. */
  free?: number
}

/** `free`: bytes that the sentence is to name. */
export function errorSentence(code: ErrorCode, locale: Locale, free = 0): string {
  return MESSAGES[locale][code].replace('{free}', () => megabytes(free, locale))
}

function megabytes(bytes: number, locale: Locale): string {
  const format = { style: 'unit', unit: 'megabyte', maximumFractionDigits: 0, roundingMode: 'floor' } as const
  return new Intl.NumberFormat(locale, format).format(bytes / 1024 / 1024)
}
