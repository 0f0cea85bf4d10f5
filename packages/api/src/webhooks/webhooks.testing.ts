import { type NewWebhook, WEBHOOK_EVENTS, type WebhookEvent } from '@carillon/contract'
import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { vi } from 'vitest'
import { createOutside } from '../core/outside.ts'
import { openTestInstance, type TestInstance } from '../testing/index.ts'
import type { Attempt } from './table.ts'

export type Received = { headers: Record<string, string>; body: string; event: Event }
export type Event = { type: string; timestamp: string; data: { channel: string; post: string | null; url: string } }

/** Somebody's server that listens to webhooks: a real one, on this machine. */
export type Receiver = Awaited<ReturnType<typeof openReceiver>>
export async function openReceiver(answer: http.RequestListener = (_, res) => void res.writeHead(204).end()) {
  const received: Received[] = []
  const receiver: { answer: http.RequestListener; arrived?: (one: Received) => void } = { answer }
  const server = http.createServer(async (req, res) => {
    const chunks = await Array.fromAsync(req as AsyncIterable<Buffer>)
    const body = Buffer.concat(chunks).toString()
    const one = { headers: req.headers as Record<string, string>, body, event: JSON.parse(body) as Event }
    received.push(one)
    receiver.arrived?.(one)
    receiver.answer(req, res)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return Object.assign(receiver, {
    host,
    url: `http://${host}/told`,
    received,
    types: () => received.map(({ event }) => event.type),
    /** Resolves with what comes next. */
    next: () => new Promise<Received>((resolve) => (receiver.arrived = resolve)),
    close() {
      server.closeAllConnections()
      server.close()
    },
  })
}

export const status =
  (code: number, headers: http.OutgoingHttpHeaders = {}): http.RequestListener =>
  (_, res) =>
    void res.writeHead(code, headers).end()

export type Scene = Awaited<ReturnType<typeof openScene>>

/** An instance with a channel, `bells`, that may call these receivers and is sending. */
export async function openScene(receivers: Receiver[]) {
  const outside = createOutside({ allowed: receivers.map(({ host }) => host), agent: 'Carillon test' })
  const instance = await openTestInstance({ outside })
  const owner = await instance.account('owner', { creator: true })
  const api = instance.as(owner)
  await api.channels.create({ handle: 'bells', name: 'Bells', category: 'music' })
  await instance.dispatcher.settle()
  instance.sender.start()
  return {
    instance,
    owner,
    api,
    publish: (text = 'Ding') => api.posts.publish({ handle: 'bells', content: { kind: 'text', text } }),
    listen: (url: string, events: WebhookEvent[] = [...WEBHOOK_EVENTS]) =>
      api.webhooks.create({ handle: 'bells', url, events }),
    log: async ({ id }: Pick<NewWebhook, 'id'>) =>
      (await api.webhooks.deliveries({ handle: 'bells', webhookId: id, limit: 50 })).items,
    state: async ({ id }: Pick<NewWebhook, 'id'>) =>
      (await api.webhooks.list({ handle: 'bells' })).items.find((webhook) => webhook.id === id)!,
    /** Everything that happened so far is told, or has failed to be. */
    settle: () => settle(instance),
    async travel(milliseconds: number) {
      instance.clock.now += milliseconds
      await settle(instance)
    },
    async close() {
      await instance.close()
      outside.close()
    },
  }
}

export async function settle({ dispatcher, sender }: Pick<TestInstance, 'dispatcher' | 'sender'>): Promise<void> {
  await dispatcher.settle()
  await sender.settle()
}

/** What a receiver makes of a request at that time, with the verifier that Standard Webhooks offer. */
export function verify(secret: string, { headers, body }: Pick<Received, 'headers' | 'body'>, at: number): Event {
  vi.useFakeTimers({ toFake: ['Date'], now: at })
  try {
    return new Webhook(secret).verify(body, headers) as Event
  } finally {
    vi.useRealTimers()
  }
}

export const outcomes = (attempts: Attempt[]) => attempts.map(({ status: code, fault }) => fault ?? code)
