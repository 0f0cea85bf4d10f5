import type { Locale, NotificationSettings, PostContent } from '@carillon/contract'
import { createOutside } from '../core/outside.ts'
import { devices } from '../follows/table.ts'
import { appRouter } from '../router.ts'
import { openTestInstance, type TestInstance } from '../testing/index.ts'
import { openPushService } from './notifications.testing.ts'
import { vapidPublicKey } from './vapid.ts'

export type Scene = Awaited<ReturnType<typeof openScene>>

/** An instance that is sending, with two channels and a push service that it may call. */
export async function openScene(overrides: Parameters<typeof openTestInstance>[0] = {}) {
  const service = await openPushService(() => ({
    publicKey: vapidPublicKey(instance.core.vapid),
    now: instance.clock.now,
  }))
  const outside = createOutside({ allowed: [service.host], agent: 'Carillon test' })
  const instance = await openTestInstance({ outside, ...overrides })
  const owner = await instance.account('owner', { creator: true })
  const api = instance.as(owner)
  for (const [handle, name] of [['bells', 'Bells'] as const, ['town', 'Town Hall'] as const]) {
    await api.channels.create({ handle, name, category: 'music' })
  }
  await instance.dispatcher.settle()
  instance.notifier.start()

  /** A browser of a follower; `of` is the one whose second device it is. */
  async function browser(name: string, of?: { followerId: string }) {
    if (of) {
      const deviceId = instance.core.newId('dev')
      const row = { id: deviceId, followerId: of.followerId, tokenHash: name, createdAt: now() }
      await instance.core.db.transaction((tx) => tx.insert(devices).values(row))
      return device(name, of.followerId, deviceId)
    }
    const ctx = instance.ctx()
    await appRouter.createCaller(ctx).follows.follow({ handle: 'bells' })
    return device(name, ctx.followerId!, ctx.deviceId!)
  }

  function device(name: string, followerId: string, deviceId: string) {
    const ctx = (locale: Locale = 'en') => ({ ...instance.ctx({ follower: followerId }), deviceId, locale })
    const target = service.browser(name)
    return {
      name,
      followerId,
      target,
      calls: (locale?: Locale) => appRouter.createCaller(ctx(locale)),
      told: () => service.told(name),
      choose: (settings: Partial<NotificationSettings>) =>
        appRouter.createCaller(ctx()).notifications.edit({
          quiet: null,
          dailyCap: null,
          digest: 'off',
          digestAt: 0,
          timeZone: 'UTC',
          ...settings,
        }),
    }
  }

  const now = () => instance.clock.now
  return {
    instance,
    service,
    owner,
    api,
    browser,
    /** A browser that follows `bells` and has turned notifications on. */
    async subscribed(name: string, of?: { followerId: string }, locale?: Locale) {
      const one = await browser(name, of)
      await one.calls(locale).notifications.subscribe(one.target)
      return one
    },
    publish: (text: string, { handle = 'bells', silent = false, ...more }: Partial<Publish> = {}) =>
      api.posts.publish({ handle, silent, content: { kind: 'text', text, ...more } }),
    settle: () => settle(instance),
    /** Goes to that instant, and lets come due what does. */
    async at(instant: number) {
      instance.clock.now = instant
      await settle(instance)
    },
    waiting: () => instance.core.db.rows('SELECT count(*) FROM push_queue')[0]![0],
    async close() {
      await instance.close()
      outside.close()
      service.close()
    },
  }
}

type Publish = { handle: string; silent: boolean } & Pick<Extract<PostContent, { kind: 'text' }>, 'variants'>

export async function settle({ dispatcher, notifier }: Pick<TestInstance, 'dispatcher' | 'notifier'>): Promise<void> {
  await dispatcher.settle()
  await notifier.settle()
}
