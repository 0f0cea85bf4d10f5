import { createOutside, readChannelPage } from '@carillon/api'
import { openTestInstance } from '@carillon/api/testing'
import { openPushService, vapidPublicKey } from '@carillon/api/testing/push'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDoor } from '../http.ts'
import { listen } from '../listen.ts'
import { createLog } from '../log.ts'
import { noMeter } from '../metrics/meter.ts'
import { createNote } from '../metrics/requests.ts'
import { indexFiles } from '../site/files.ts'

const SHELL =
  '<html><!--channel-head--><!--/channel-head--><script type="application/json" id="channel-data"></script><!--channel-profile--><!--/channel-profile--></html>'

/** A whole instance behind its real port, with a shell for channels' pages and a push service; only the clock is set. */
export type House = Awaited<ReturnType<typeof openHouse>>

export async function openHouse() {
  const push = await openPushService(() => ({
    publicKey: vapidPublicKey(instance.core.vapid),
    now: instance.clock.now,
  }))
  const outside = createOutside({ allowed: [push.host], agent: 'Carillon test' })
  const instance = await openTestInstance({ limitFactor: 1e6, newcomersAnHour: 1e6, outside })
  const site = await writeSite()
  const files = await indexFiles(site)
  const door = createDoor(instance, {
    site: () => files,
    console: () => null,
    getChannel: (handle, request, postId) => readChannelPage(instance.core, request, handle, postId),
    readiness: () => ({ site: true, search: true }),
    addressOf: () => '127.0.0.1',
    watch: (_, next) => next(),
  })
  const note = createNote(
    noMeter,
    createLog(() => instance.clock.now, 'silent'),
  )
  const { port, close } = await listen({ ...instance, meter: noMeter }, door, { port: 0, host: '127.0.0.1' }, note)
  instance.notifier.start()
  return {
    instance,
    push,
    owner: await instance.account('owner', { creator: true }),
    url: `http://127.0.0.1:${port}`,
    async close() {
      await close()
      await instance.close()
      outside.close()
      push.close()
      await rm(site, { recursive: true })
      if (push.faults.length > 0) throw new Error(push.faults.join())
    },
  }
}

async function writeSite(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'carillon-on-time-'))
  const pages = { 'c/index.html': SHELL, '404.html': 'nothing here', '410/index.html': 'gone' }
  await mkdir(join(folder, 'c'))
  await mkdir(join(folder, '410'))
  for (const [name, text] of Object.entries(pages)) await writeFile(join(folder, name), text)
  return folder
}
