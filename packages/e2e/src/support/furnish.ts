import type { Client } from '@carillon/client'
import { eventually } from './processes.ts'

/** A new channel with a draft, a feed, webhooks that were told something, one of them in vain, and a key. */
export async function furnish(operator: Client, handle: string, neighbour: string): Promise<void> {
  await operator.channels.create.mutate({ handle, name: 'Furnished', category: 'news' })
  const text = 'Pier Road closes at *18:00*.\n\n- Use Mill Lane\n\nhttps://example.org/'
  await operator.drafts.create.mutate({ handle, silent: true, content: { kind: 'text', text } })
  await operator.sources.add.mutate({ handle, url: `${neighbour}/feed.xml`, publishes: false })
  await operator.keys.create.mutate({ handle, name: 'newsroom system', scopes: ['read', 'publish'] })
  const events = ['post.published', 'post.deleted'] as const
  for (const path of ['refusing', 'told']) {
    const { id } = await operator.webhooks.create.mutate({ handle, url: `${neighbour}/${path}`, events: [...events] })
    await operator.webhooks.test.mutate({ handle, webhookId: id })
    await eventually('an attempt', 20_000, async () => {
      const log = await operator.webhooks.deliveries.query({ handle, webhookId: id })
      return log.items[0]!.attempts.length > 0
    })
  }
}
