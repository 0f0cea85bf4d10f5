import type { Metrics } from '@carillon/api'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Meter } from './meter.ts'

/** Seconds; a page of posts takes one or two thousandths, a commit about ten. */
const QUICK = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5]
const METHODS = new Set(['GET', 'HEAD', 'POST', 'OPTIONS'])

export type Prometheus = { meter: Meter; registry: Registry }

/** Everything that docs/metrics.md lists but what is read when it is asked for. */
export function createPrometheus(now: () => number): Prometheus {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })

  const histogram = <L extends string>(name: string, help: string, labelNames: L[] = [], buckets = QUICK) =>
    new Histogram({ name: `carillon_${name}`, help, labelNames, buckets, registers })
  const counter = <L extends string>(name: string, help: string, labelNames: L[] = []) =>
    new Counter({ name: `carillon_${name}`, help, labelNames, registers })
  const gauge = <L extends string>(name: string, help: string, labelNames: L[] = []) =>
    new Gauge({ name: `carillon_${name}`, help, labelNames, registers })

  const requests = histogram('http_request_duration_seconds', 'Until the head of the answer was sent.', [
    'method',
    'route',
    'status',
  ])
  const procedures = counter('procedures_total', 'Procedures answered, by code: ok, or why not.', ['procedure', 'code'])
  const procedureTimes = histogram('procedure_duration_seconds', 'How long procedures took.', ['procedure'])
  const publishing = histogram('publish_duration_seconds', 'From the call until the post was on disk.')
  const queue = gauge('writer_queue', 'Writes that wait for their turn.')
  const waits = histogram('writer_wait_seconds', 'How long writes waited for their turn.')
  const transactions = histogram('transaction_duration_seconds', 'From the turn of a write until it was on disk.', [
    'outcome',
  ])
  const expired = counter('posts_expired_total', 'Posts erased because their time was over.')
  const notified = counter('notifications_total', 'Notifications to followers’ browsers, by what became of them.', [
    'outcome',
  ])
  const connections = gauge('live_connections', 'Live connections that are open.')
  const deliveries = counter('live_deliveries_total', 'Events given to live connections, each of them counted.')
  const dropped = counter('live_dropped_total', 'Live connections ended because whoever reads was too slow.')
  const searches = histogram('search_duration_seconds', 'How long the search engine took.', ['engine', 'outcome'])
  const photos = gauge('photos_in_progress', 'Pictures being drawn anew, or waiting to be.')
  const files = gauge('files_in_progress', 'Videos, voice notes and documents being written anew, or waiting to be.')
  const runs = counter('job_runs_total', 'Runs of jobs.', ['job', 'outcome'])
  const success = gauge('job_last_success_timestamp_seconds', 'When a job last succeeded, Unix time.', ['job'])
  const took = gauge('job_last_duration_seconds', 'How long the last run of a job took.', ['job'])
  const builds = histogram(
    'site_build_duration_seconds',
    'Builds of the directory.',
    ['outcome'],
    [1, 2, 5, 10, 30, 60],
  )

  const application: Metrics = {
    procedure(name) {
      const end = procedureTimes.startTimer({ procedure: name })
      return (code) => {
        end()
        procedures.inc({ procedure: name, code })
      }
    },
    publish: () => publishing.startTimer(),
    write() {
      queue.inc()
      const endWait = waits.startTimer()
      let end: ReturnType<typeof transactions.startTimer> | undefined
      return {
        begun() {
          queue.dec()
          endWait()
          end = transactions.startTimer()
        },
        ended: (outcome) => void end?.({ outcome }),
      }
    },
    expired: (posts) => expired.inc(posts),
    notified: (outcome) => notified.inc({ outcome }),
    live: (change) => connections.inc(change),
    delivered: (count) => deliveries.inc(count),
    dropped: () => dropped.inc(),
  }

  async function timed<T>(end: (labels: { outcome: string }) => unknown, work: () => Promise<T>): Promise<T> {
    let outcome = 'failed'
    try {
      const result = await work()
      outcome = 'ok'
      return result
    } finally {
      end({ outcome })
    }
  }

  const meter: Meter = {
    application,
    request(method, route, status, seconds) {
      const labels = { method: METHODS.has(method) ? method : 'other', route, status: `${Math.floor(status / 100)}xx` }
      requests.observe(labels, seconds)
    },
    search: (engine) => ({
      ...engine,
      search: (query) => timed(searches.startTimer({ engine: engine.name }), () => engine.search(query)),
    }),
    photos: (pipeline) => ({
      ...pipeline,
      async process(...job) {
        photos.inc()
        return pipeline.process(...job).finally(() => photos.dec())
      },
      async take(job) {
        files.inc()
        return pipeline.take(job).finally(() => files.dec())
      },
      async drawSticker(bytes) {
        photos.inc()
        return pipeline.drawSticker(bytes).finally(() => photos.dec())
      },
    }),
    job(job, work) {
      const end = took.startTimer({ job })
      return timed(({ outcome }) => {
        end()
        runs.inc({ job, outcome })
        if (outcome === 'ok') success.set({ job }, now() / 1000)
      }, work)
    },
    siteBuild: (work) => timed(builds.startTimer(), work),
  }
  return { meter, registry }
}
