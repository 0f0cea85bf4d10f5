import { createAuth } from './accounts/auth.ts'
import { analyticsConsumer } from './analytics/consumer.ts'
import { Counter } from './analytics/counter.ts'
import { Counting } from './analytics/counting.ts'
import type { Core, Deps } from './core/context.ts'
import { Forgotten } from './core/forgotten.ts'
import { createIds, randomText } from './core/ids.ts'
import { Jobs } from './core/jobs.ts'
import { Limiter } from './core/limiter.ts'
import { noMetrics } from './core/metrics.ts'
import { createPresence } from './core/presence.ts'
import { SharedAnswers } from './core/shared.ts'
import { Upkeep } from './core/upkeep.ts'
import { searchConsumer } from './directory/indexing.ts'
import { Publisher } from './drafts/publisher.ts'
import { Challenges } from './followers/challenges.ts'
import { JoinCodes } from './followers/codes.ts'
import { Hub } from './live/hub.ts'
import { Underway } from './media/underway.ts'
import { runNight } from './operation/night.ts'
import { type Consumer, Dispatcher } from './outbox/service.ts'
import { createBallots } from './polls/count.ts'
import { createReacting } from './reactions/count.ts'
import { FeedReader } from './sources/parse.ts'
import { Poller } from './sources/poller.ts'
import { pushConsumer } from './notifications/enqueue.ts'
import { Notifier } from './notifications/notifier.ts'
import { webhookConsumer } from './webhooks/enqueue.ts'
import { Heads } from './updates/heads.ts'
import { Sender } from './webhooks/sender.ts'

export { commandContext } from './core/context.ts'

export type Running = {
  core: Core
  dispatcher: Dispatcher
  sender: Sender
  notifier: Notifier
  publisher: Publisher
  poller: Poller
}

/** The application without its door: what the server, the commands and the tests have in common. */
export function createCore(deps: Deps, consumers: (core: Core) => Consumer[] = () => []): Running {
  const newId = createIds(deps.now, deps.random)
  const forgotten = new Forgotten()
  const counter = new Counter(new Counting(deps, (channelIds) => core.live.analysed(channelIds)), deps.now)
  const core: Core = {
    ...deps,
    metrics: deps.metrics ?? noMetrics,
    auth: createAuth(deps, newId),
    limiter: new Limiter(deps),
    shared: new SharedAnswers(deps.now),
    uploads: new Underway(deps.scratchDir),
    presence: createPresence(deps.now),
    imports: new Jobs('import'),
    archives: new Jobs('archive'),
    feeds: new FeedReader(),
    joinCodes: new JoinCodes(deps),
    challenges: new Challenges(deps.now),
    heads: new Heads(deps.now),
    forgotten,
    counter,
    ballots: createBallots({ ...deps, forgotten, counter }),
    reacting: createReacting({ ...deps, forgotten, counter }),
    live: new Hub(() => core),
    upkeep: new Upkeep(),
    lag: () => dispatcher.lag(),
    night: (cause) => runNight(core, dispatcher, cause),
    newId,
    newToken: () => randomText(31, deps.random),
    committed: () => dispatcher.wake(),
    queued: () => sender.wake(),
    notifying: () => notifier.wake(),
    scheduled: () => publisher.wake(),
  }
  const dispatcher = new Dispatcher(deps.db, deps.log, [
    searchConsumer(core),
    webhookConsumer(core),
    pushConsumer(core),
    analyticsConsumer(core),
    core.live,
    ...consumers(core),
  ])
  const sender = new Sender(core)
  const notifier = new Notifier(core)
  const publisher = new Publisher(core)
  return { core, dispatcher, sender, notifier, publisher, poller: new Poller(core) }
}
