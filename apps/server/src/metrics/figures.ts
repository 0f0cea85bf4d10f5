import { countQueued, readCounts, readVitals, type Running } from '@carillon/api'
import { Gauge, type Registry } from 'prom-client'
import { type Figure, vitalFigures } from './vitals.ts'

/** However often it is asked, it looks this seldom; milliseconds. */
const EVERY = 15_000
/** An engine that takes longer counts as down, milliseconds. */
const ENGINE_WITHIN = 2_000

/** What nobody has to be told of because it can be looked up: sizes, counts, how far behind everybody is. */
export function registerFigures(registry: Registry, { core, dispatcher }: Running): void {
  function figure(name: string, help: string, labelNames: string[], read: () => Promise<Figure[]>) {
    const known = atMostEvery(EVERY, core.now, read)
    const gauge = new Gauge({
      name: `carillon_${name}`,
      help,
      labelNames,
      registers: [registry],
      async collect() {
        gauge.reset()
        for (const { labels, value } of await known()) gauge.set(labels, value)
      },
    })
  }
  const one = (read: () => Promise<number>) => async () => [{ labels: {}, value: await read() }]

  const counts = atMostEvery(EVERY, core.now, () => readCounts(core))
  figure(
    'channels',
    'Channels.',
    [],
    one(async () => (await counts()).channels),
  )
  figure(
    'posts_live',
    'Posts whose time is not over.',
    [],
    one(async () => (await counts()).posts),
  )
  figure(
    'followers',
    'Followers.',
    [],
    one(async () => (await counts()).followers),
  )

  const lag = atMostEvery(EVERY, core.now, () => dispatcher.lag())
  figure('outbox_lag_events', 'Events that a consumer has not taken yet.', ['consumer'], async () =>
    (await lag()).map(({ consumer, events }) => ({ labels: { consumer }, value: events })),
  )
  figure('outbox_lag_seconds', 'Age of the oldest event that a consumer has not taken yet.', ['consumer'], async () =>
    (await lag()).map(({ consumer, oldest }) => ({
      labels: { consumer },
      value: oldest === null ? 0 : Math.max(0, core.now() - oldest) / 1000,
    })),
  )

  figure(
    'notifications_waiting',
    'Notifications to followers’ browsers that wait to be sent.',
    [],
    one(async () => countQueued(core)),
  )
  figure('search_up', 'Whether the search engine answers.', ['engine'], async () => {
    const late = new Promise<number>((resolve) => setTimeout(resolve, ENGINE_WITHIN, 0).unref())
    const answers = core.search.count().then(
      () => 1,
      () => 0,
    )
    return [{ labels: { engine: core.search.name }, value: await Promise.race([answers, late]) }]
  })

  const vitals = atMostEvery(EVERY, core.now, () => readVitals(core))
  for (const { name, help, label, read } of vitalFigures) {
    figure(name, help, label ? [label] : [], async () => read(await vitals()))
  }
}

function atMostEvery<T>(pause: number, now: () => number, read: () => Promise<T>): () => Promise<T> {
  let known: { at: number; value: Promise<T> } | null = null
  return () => {
    const at = now()
    if (!known || at - known.at >= pause || at < known.at) known = { at, value: read() }
    return known.value
  }
}
