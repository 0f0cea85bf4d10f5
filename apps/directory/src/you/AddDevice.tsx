import { createSignal, lazy, onCleanup, Show, Suspense } from 'solid-js'
import type { JoinCode, Myself } from '@carillon/contract'
import { Alert, Button, copyText, Skeleton } from '@carillon/ui'
import { useApi } from '../site/island.tsx'
import { link } from '../site/links.ts'
import { createDoing } from './createMyself.ts'
import { useYou } from './words.ts'

const CodePicture = lazy(() => import('./CodePicture.tsx'))
/** How often it is looked whether the other device has joined, milliseconds. */
const LOOK = 3_000

/** A code for another device, to be typed there or seen by its camera. */
export function AddDevice(props: { me: Myself; set: (me: Myself) => void }) {
  const ui = useYou()
  const t = () => ui.t.you.devices
  const api = useApi()
  const doing = createDoing(() => ({ notDone: ui.t.you.notDone, offline: ui.t.state.offline }))
  const [code, setCode] = createSignal<JoinCode | null>(null)
  const [joined, setJoined] = createSignal(false)
  const [copied, setCopied] = createSignal(false)
  const page = location.origin + link(ui.locale, '/join')
  /** In the fragment, which no server sees and no log keeps. */
  const address = () => `${page}#${code()?.code}`
  const isOver = () => (code()?.expiresAt ?? 0) <= ui.now()

  const make = () =>
    doing.run(async () => {
      setJoined(false)
      setCopied(false)
      setCode(await api.mutate('followers.joinCode', undefined))
    })

  async function look(): Promise<void> {
    if (!code() || isOver() || document.hidden) return
    const me = await api.query('followers.me', undefined)
    if (me.devices.length > props.me.devices.length) {
      setCode(null)
      setJoined(true)
      props.set(me)
    }
  }
  const timer = setInterval(() => void look().catch(() => {}), LOOK)
  onCleanup(() => clearInterval(timer))

  return (
    <>
      <Alert tone="good">{joined() && t().joined}</Alert>
      <Alert>{doing.problem()}</Alert>
      <Show
        when={code()}
        fallback={
          <Button busy={doing.busy()} onClick={() => void make()}>
            {t().add}
          </Button>
        }
      >
        {(made) => (
          <div class="flex w-full flex-col gap-4 rounded-md border border-line bg-sunken p-4 sm:flex-row">
            <Suspense fallback={<Skeleton class="size-44 shrink-0" />}>
              <Show when={!isOver()}>
                <CodePicture text={address()} label={t().qr} />
              </Show>
            </Suspense>
            <div class="flex min-w-0 flex-1 flex-col items-start gap-3">
              <p class="text-sm font-semibold">{t().code}</p>
              <Show when={!isOver()} fallback={<p role="status">{t().ended}</p>}>
                <p class="text-sm text-pretty">
                  {t().open} <span class="break-all">{page.replace(/^https?:\/\//, '')}</span>
                </p>
                <p class="font-mono text-2xl font-semibold tracking-widest" data-join-code>
                  {made().code.slice(0, 4)}
                  <span class="text-muted">-</span>
                  {made().code.slice(4)}
                </p>
                <p class="text-sm text-muted">{t().until(ui.format.hour(made().expiresAt))}</p>
              </Show>
              <div class="flex flex-wrap gap-2">
                <Show
                  when={!isOver()}
                  fallback={
                    <Button busy={doing.busy()} onClick={() => void make()}>
                      {t().again}
                    </Button>
                  }
                >
                  <Button onClick={() => void copyText(address()).then(setCopied)}>
                    <span role="status">{copied() ? t().copied : t().copy}</span>
                  </Button>
                </Show>
                <Button look="quiet" onClick={() => setCode(null)}>
                  {t().hide}
                </Button>
              </div>
            </div>
          </div>
        )}
      </Show>
    </>
  )
}
