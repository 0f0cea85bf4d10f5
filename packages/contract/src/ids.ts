import * as z from 'zod'

/** Ids carry what they name as a prefix, then time-ordered and random characters (`pst_0abc…`). */
export type IdPrefix =
  | 'acc'
  | 'bak'
  | 'chn'
  | 'dev'
  | 'dft'
  | 'dlv'
  | 'exp'
  | 'flw'
  | 'inv'
  | 'key'
  | 'med'
  | 'pck'
  | 'psh'
  | 'pst'
  | 'rev'
  | 'src'
  | 'stk'
  | 'ver'
  | 'whk'

function id<P extends IdPrefix>(prefix: P) {
  return z.string().regex(new RegExp(`^${prefix}_[0-9a-z]{26}$`))
}

export const AccountId = id('acc')
export const ChannelId = id('chn')
export const DeliveryId = id('dlv')
export const DeviceId = id('dev')
export const DraftId = id('dft')
export const ErasureId = id('exp')
export const InvitationId = id('inv')
export const KeyId = id('key')
export const MediaId = id('med')
export const PackId = id('pck')
export const PostId = id('pst')
export const ReviewId = id('rev')
export const SourceId = id('src')
export const StickerId = id('stk')
export const VersionId = id('ver')
export const WebhookId = id('whk')

/** Milliseconds since the epoch, UTC. */
export const Instant = z.int().min(0)

/** A place in a list, to be handed back as it came. */
export const Cursor = z.string().min(1).max(200)

export const Ok = z.object({ ok: z.literal(true) })
export type Ok = z.infer<typeof Ok>
