import * as z from 'zod'
import { Handle } from './handles.ts'
import { ChannelId, Instant } from './ids.ts'
import { LIMITS, RETENTION_DAYS } from './limits.ts'
import { CATEGORIES, COUNTRIES, LANGUAGES, ROLES } from './lists.ts'
import { AllowedReactions } from './reactions.ts'
import { line, text } from './text.ts'

export const CategoryCode = z.enum(CATEGORIES)
export const CountryCode = z
  .string()
  .toUpperCase()
  .refine((code) => COUNTRIES.includes(code))
export const LanguageCode = z
  .string()
  .toLowerCase()
  .refine((code) => LANGUAGES.includes(code))

/** Who may read: everybody, or those who followed by the channel's link. More kinds may come. */
export const Access = z.enum(['open', 'invite'])

const profile = {
  name: line(LIMITS.channelName),
  description: text(LIMITS.channelDescription),
  category: CategoryCode,
  country: CountryCode.nullable(),
  language: LanguageCode.nullable(),
  listed: z.boolean(),
  access: Access,
  /** Days that posts published from now on will live. */
  retentionDays: z.int().min(1).max(RETENTION_DAYS),
  reactions: AllowedReactions,
  /** Whether readers are offered to share and save its posts. */
  sharing: z.boolean(),
}

export const CreateChannel = z.object({
  handle: Handle,
  ...profile,
  description: profile.description.default(''),
  country: profile.country.default(null),
  language: profile.language.default(null),
  listed: profile.listed.default(true),
  access: profile.access.default('open'),
  retentionDays: profile.retentionDays.default(RETENTION_DAYS),
  reactions: profile.reactions.default(null),
  sharing: profile.sharing.default(true),
})
export type CreateChannel = z.infer<typeof CreateChannel>

/** Only what is named changes. */
export const EditChannel = z.object({
  handle: Handle,
  newHandle: Handle.optional(),
  ...z.object(profile).partial().shape,
  /** `null` takes the avatar away; a new one is sent to `/api/uploads/avatar`. */
  avatar: z.null().optional(),
  /** Whether an admin approves what editors write before it is published. */
  review: z.boolean().optional(),
})
export type EditChannel = z.infer<typeof EditChannel>

/** What anybody may know of a channel they may read. */
export const Channel = z.object({
  id: ChannelId,
  handle: Handle,
  name: z.string(),
  description: z.string(),
  /** Path of a square picture below the instance's address; add `?size=96` or `?size=320`. */
  avatar: z.string().nullable(),
  category: CategoryCode,
  country: z.string().nullable(),
  language: z.string().nullable(),
  listed: z.boolean(),
  access: Access,
  retentionDays: z.int(),
  /** What readers may react with: any emoji (`null`), these, or none (an empty list). */
  reactions: z.array(z.string()).nullable(),
  /** Whether readers are offered to share and save its posts. */
  sharing: z.boolean(),
  verified: z.boolean(),
  /** Whether somebody who speaks for it runs it; an imported channel is not until it is claimed. */
  claimed: z.boolean(),
  archived: z.boolean(),
  /** Where an imported channel comes from. */
  website: z.string().nullable(),
  followers: z.int(),
  createdAt: Instant,
  lastPostAt: Instant.nullable(),
})
export type Channel = z.infer<typeof Channel>

export const ChannelRef = z.object({ handle: Handle })
export type ChannelRef = z.infer<typeof ChannelRef>

/** From the channel's link, where `access` is `invite`: shows whoever holds it what they are asked to follow. */
export const Invite = z.string().max(200).optional()
export const GetChannel = ChannelRef.extend({ invite: Invite })
export type GetChannel = z.infer<typeof GetChannel>

/** A channel as its team sees it in the console. */
export const TeamChannel = Channel.extend({
  role: z.enum(ROLES),
  /** Link by which a channel with `access: 'invite'` is followed. */
  inviteLink: z.string().nullable(),
  /** Whether an admin approves what editors write before it is published. */
  review: z.boolean(),
})
export type TeamChannel = z.infer<typeof TeamChannel>
export const TeamChannels = z.object({ items: z.array(TeamChannel) })

export const SetVerified = z.object({ handle: Handle, verified: z.boolean() })
export type SetVerified = z.infer<typeof SetVerified>
export const ArchiveChannel = z.object({ handle: Handle, archived: z.boolean() })
export type ArchiveChannel = z.infer<typeof ArchiveChannel>
