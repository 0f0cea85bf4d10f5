import type { Core } from '../core/context.ts'
import type { Consumer } from '../outbox/service.ts'

/** Makes each post known when it is published: one that nobody sees has its numbers too. */
export function analyticsConsumer({ counter }: Pick<Core, 'counter'>): Consumer {
  return {
    name: 'analytics',
    rest: () => 1_000,
    async handle(events) {
      const published = events.filter(({ type }) => type === 'post.published')
      for (const { channelId, postId } of published) if (postId) counter.counting.know({ channelId, postId })
      if (published.length > 0) await counter.counting.flush()
    },
  }
}
