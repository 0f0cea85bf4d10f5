import * as z from 'zod'
import { Handle } from './handles.ts'
import { Cursor, DeliveryId, Instant, PostId, WebhookId } from './ids.ts'
import { LIMITS } from './limits.ts'
import { WEBHOOK_EVENTS, WEBHOOK_FAULTS, WEBHOOK_STATES, WEBHOOK_TEST } from './lists.ts'

const EventName = z.enum(WEBHOOK_EVENTS)

/** An address that is told what happens in a channel, signed as Standard Webhooks say. */
export const Webhook = z.object({
  id: WebhookId,
  url: z.string(),
  events: z.array(EventName),
  paused: z.boolean(),
  createdAt: Instant,
  /** Since when nothing has arrived, or `null`. */
  failingSince: Instant.nullable(),
  /** Until when the secret before this one signs too, or `null`. */
  previousUntil: Instant.nullable(),
})
export type Webhook = z.infer<typeof Webhook>
/** `secret` (`whsec_…`) is shown this once. */
export const NewWebhook = Webhook.extend({ secret: z.string() })
export type NewWebhook = z.infer<typeof NewWebhook>

/** Without a password in it: all admins see it, and the signature tells receivers who calls. */
const WebhookUrl = z
  .url({ protocol: /^https?$/ })
  .max(2_048)
  .refine((url) => !URL.parse(url)?.username && !URL.parse(url)?.password)
const Events = z.array(EventName).min(1).max(WEBHOOK_EVENTS.length)

export const CreateWebhook = z.object({ handle: Handle, url: WebhookUrl, events: Events })
export type CreateWebhook = z.infer<typeof CreateWebhook>
export const WebhookRef = z.object({ handle: Handle, webhookId: WebhookId })
export type WebhookRef = z.infer<typeof WebhookRef>
export const EditWebhook = WebhookRef.extend({
  url: WebhookUrl.optional(),
  events: Events.optional(),
  paused: z.boolean().optional(),
})
export type EditWebhook = z.infer<typeof EditWebhook>
export const ListWebhooks = z.object({ handle: Handle })
export const Webhooks = z.object({ items: z.array(Webhook) })
export type Webhooks = z.infer<typeof Webhooks>

export const Delivery = z.object({
  /** Sent along as `webhook-id`, the same at every attempt. */
  id: DeliveryId,
  event: z.enum([...WEBHOOK_EVENTS, WEBHOOK_TEST]),
  postId: PostId.nullable(),
  /** When it happened. */
  at: Instant,
  state: z.enum(WEBHOOK_STATES),
  /** Oldest first; `took` in milliseconds. */
  attempts: z.array(
    z.object({
      at: Instant,
      took: z.int(),
      status: z.int().nullable(),
      fault: z.enum(WEBHOOK_FAULTS).nullable(),
    }),
  ),
  /** When it is tried next, or `null` when it isn't. */
  nextAt: Instant.nullable(),
})
export type Delivery = z.infer<typeof Delivery>
export const ListDeliveries = WebhookRef.extend({
  state: z.enum(WEBHOOK_STATES).optional(),
  limit: z.int().min(1).max(LIMITS.page).default(20),
  cursor: Cursor.optional(),
})
export type ListDeliveries = z.infer<typeof ListDeliveries>
export const DeliveryPage = z.object({ items: z.array(Delivery), nextCursor: Cursor.nullable() })
export type DeliveryPage = z.infer<typeof DeliveryPage>
export const DeliveryRef = WebhookRef.extend({ deliveryId: DeliveryId })
export type DeliveryRef = z.infer<typeof DeliveryRef>
