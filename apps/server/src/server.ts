import { bringStarterPack, loadSearch, readChannelPage } from '@carillon/api'
import { join } from 'node:path'
import { runCommand } from './commands.ts'
import type { Settings } from './env.ts'
import { createDoor } from './http.ts'
import { startJobs } from './jobs.ts'
import { type Instance, openInstance } from './instance.ts'
import { createLog } from './log.ts'
import { fillEmptyInstance } from './first-start.ts'
import { noMeter } from './metrics/meter.ts'
import { createNote, watchRequests } from './metrics/requests.ts'
import { siteConsumer } from './site/consumer.ts'
import { buildConsole } from './site/console.ts'
import { buildSite, type Site } from './site/site.ts'
import type { SiteFiles } from './site/files.ts'
import { listen } from './listen.ts'
import { listenForCommands } from './socket.ts'

type Options = { sample: boolean; signal: AbortSignal }

/**
 * Opens the instance and its door. Resolves when everything can be used, with the way to stop it; the signal cuts
 * short what is being built until then.
 */
export async function startServer(settings: Settings, { sample, signal }: Options): Promise<() => Promise<void>> {
  const log = createLog(Date.now, settings.logLevel)
  for (const { name, nearest } of settings.unknown) log.warn('settings.unknown', { variable: name, nearest })
  let site: Site | null = null
  let consoleFiles: SiteFiles | null = null
  let searchLoaded = false

  const prometheus = await openPrometheus(settings)
  const meter = prometheus?.meter ?? noMeter
  const consumers = () => [siteConsumer(() => site?.requestBuild())]
  const instance = await openInstance(settings, log, Date.now, consumers, meter)
  const { core, dispatcher, sender, notifier, publisher, poller } = instance
  const closers: (() => Promise<unknown>)[] = [() => instance.close()]
  const stop = async () => {
    for (const close of closers.toReversed())
      await close().catch((error: unknown) => log.error('stop.failed', { reason: String(error) }))
  }
  try {
    // What is past its time is gone before anybody can ask for it.
    await meter.job('expire', () => core.night('start'))
    await core.counter.counting.open()
    core.counter.counting.start()
    closers.push(() => core.counter.counting.close())
    const door = createDoor(instance, {
      site: () => site?.files() ?? null,
      console: () => consoleFiles,
      getChannel: (handle, request, postId) => readChannelPage(core, request, handle, postId),
      readiness: () => ({ site: Boolean(site?.files() && consoleFiles), search: searchLoaded }),
      addressOf,
      watch: watchRequests(meter, log),
    })
    closers.push((await listen(instance, door, settings, createNote(meter, log))).close)
    if (prometheus) closers.push(await prometheus.listen(instance))
    // Only now: a port that is taken should leave nothing behind.
    await fillEmptyInstance(core, sample)
    // What came due while nobody ran doesn't wait for the sites to be built.
    publisher.start()
    closers.push(
      await listenForCommands(settings.dataDir, (command, onProgress) => runCommand(instance, command, onProgress)),
    )
    site = await buildSite({
      apiUrl: selfUrl(settings),
      origin: core.origin,
      dataDir: settings.dataDir,
      log,
      meter,
      now: Date.now,
    })
    closers.push(() => site!.close())
    if (signal.aborted) return stop
    signal.addEventListener('abort', () => void site?.close())
    const built = await Promise.allSettled([
      loadSearch(core).then(() => (searchLoaded = true)),
      bringStarterPack(core, signal),
      site.ready,
      buildConsole({ dataDir: settings.dataDir, log, now: Date.now, signal }).then((files) => (consoleFiles = files)),
    ])
    if (signal.aborted) return stop
    // The API is of use without its sites (and a search engine that is down comes back): say it, and go on.
    for (const part of built) {
      if (part.status === 'rejected') log.error('start.incomplete', { reason: String(part.reason) })
    }
    await dispatcher.start()
    sender.start()
    notifier.start()
    await poller.start()
    closers.push(startJobs(instance, settings))
    announce(core.origin, core.mailer.kind === 'files' ? join(settings.dataDir, 'mail') : null)
    return stop
  } catch (error) {
    await stop()
    throw error
  }
}

/** Loaded where it is wanted only: the memory is better used otherwise. */
async function openPrometheus({ metrics }: Settings) {
  if (!metrics) return null
  const { createPrometheus } = await import('./metrics/prometheus.ts')
  const { registerFigures } = await import('./metrics/figures.ts')
  const { listenForMetrics } = await import('./metrics/listen.ts')
  const { meter, registry } = createPrometheus(Date.now)
  const listen = (instance: Instance) => {
    registerFigures(registry, instance)
    return listenForMetrics(registry, metrics)
  }
  return { meter, listen }
}

/** Where this process reaches itself. */
function selfUrl({ host, port }: Settings): string {
  if (host === '0.0.0.0' || host === '::') return `http://127.0.0.1:${port}`
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

/** The peer's address, as Node's server hands it to the application. */
function addressOf(env: unknown): string {
  return (env as { incoming?: { socket: { remoteAddress?: string } } }).incoming?.socket.remoteAddress ?? ''
}

function announce(origin: string, mailFolder: string | null): void {
  process.stdout.write(`
  Carillon is ready.

    Directory  ${origin}/
    Console    ${origin}/console
    API        ${origin}/api
${mailFolder ? `\n  No SMTP_URL is set: mail is written to files in ${mailFolder}\n` : ''}
`)
}
