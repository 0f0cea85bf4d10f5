import { accountsRouter, instanceRouter } from './accounts/router.ts'
import { analyticsRouter } from './analytics/router.ts'
import { archivesRouter } from './archives/router.ts'
import { channelsRouter } from './channels/router.ts'
import { mergeRouters, router } from './core/trpc.ts'
import { directoryRouter } from './directory/router.ts'
import { draftsRouter } from './drafts/router.ts'
import { followersRouter } from './followers/router.ts'
import { followsRouter, readingRouter } from './follows/router.ts'
import { importsRouter } from './imports/router.ts'
import { keysRouter } from './keys/router.ts'
import { linksRouter } from './links/router.ts'
import { liveRouter } from './live/router.ts'
import { handoverRouter, invitationRouter, membersRouter } from './members/router.ts'
import { storageRouter } from './media/router.ts'
import { notificationsRouter } from './notifications/router.ts'
import { operationRouter } from './operation/router.ts'
import { pollsRouter } from './polls/router.ts'
import { postsRouter } from './posts/router.ts'
import { reactionsRouter } from './reactions/router.ts'
import { erasuresRouter } from './retention/router.ts'
import { statusRouter } from './retention/status.ts'
import { sourcesRouter } from './sources/router.ts'
import { stickersRouter } from './stickers/router.ts'
import { updatesRouter } from './updates/router.ts'
import { webhooksRouter } from './webhooks/router.ts'

export const appRouter = router({
  accounts: mergeRouters(accountsRouter, invitationRouter),
  analytics: analyticsRouter,
  archives: archivesRouter,
  channels: mergeRouters(channelsRouter, readingRouter, storageRouter, erasuresRouter),
  directory: directoryRouter,
  drafts: draftsRouter,
  followers: followersRouter,
  follows: followsRouter,
  imports: importsRouter,
  instance: mergeRouters(instanceRouter, handoverRouter, statusRouter, operationRouter),
  keys: keysRouter,
  links: linksRouter,
  live: liveRouter,
  members: membersRouter,
  notifications: notificationsRouter,
  polls: pollsRouter,
  posts: postsRouter,
  reactions: reactionsRouter,
  sources: sourcesRouter,
  stickers: stickersRouter,
  updates: updatesRouter,
  webhooks: webhooksRouter,
})

export type AppRouter = typeof appRouter
