import { createAuth } from './accounts/auth.ts'
import { type Actor, type Core, type Ctx, type Deps } from './core/context.ts'
import { createIds, randomText } from './core/ids.ts'
import { Jobs } from './core/jobs.ts'
import { Limiter } from './core/limiter.ts'
import { noMetrics } from './core/metrics.ts'
import { createPresence } from './core/presence.ts'
import { SharedAnswers, Sharing } from './core/shared.ts'
import { searchConsumer } from './directory/indexing.ts'
import { Publisher } from './drafts/publisher.ts'
import { Underway } from './media/underway.ts'
import { type Consumer, Dispatcher } from './outbox/service.ts'
import { FeedReader } from './sources/parse.ts'
import { Poller } from './sources/poller.ts'
import { webhookConsumer } from './webhooks/enqueue.ts'
import { Sender } from './webhooks/sender.ts'

export type Running = { core: Core; dispatcher: Dispatcher; sender: Sender; publisher: Publisher; poller: Poller }

/** The application without its door: what the server, the commands and the tests have in common. */
export function createCore(deps: Deps, consumers: (core: Core) => Consumer[] = () => []): Running {
  const newId = createIds(deps.now, deps.random)
  const core: Core = {
    ...deps,
    metrics: deps.metrics ?? noMetrics,
    auth: createAuth(deps, newId),
    limiter: new Limiter(deps.now, deps.limitFactor),
    shared: new SharedAnswers(deps.now),
    uploads: new Underway(deps.scratchDir),
    presence: createPresence(deps.now),
    imports: new Jobs(),
    archives: new Jobs(),
    feeds: new FeedReader(),
    live: { counted() {}, mine() {} },
    newId,
    newToken: () => randomText(31, deps.random),
    committed: () => dispatcher.wake(),
    queued: () => sender.wake(),
    scheduled: () => publisher.wake(),
  }
  const dispatcher = new Dispatcher(deps.db, deps.log, [
    searchConsumer(core),
    webhookConsumer(core),
    ...consumers(core),
  ])
  const sender = new Sender(core)
  const publisher = new Publisher(core)
  return { core, dispatcher, sender, publisher, poller: new Poller(core) }
}

/** A context without a request: for commands, jobs and samples. */
export function commandContext(core: Core, actor: Actor = { kind: 'nobody' }): Ctx {
  return {
    ...core,
    actor,
    followerId: null,
    locale: 'en',
    addressPrefix: '',
    requestHeaders: new Headers(),
    sharing: new Sharing(core.shared.begin()),
    responseHeaders: new Headers(),
  }
}
