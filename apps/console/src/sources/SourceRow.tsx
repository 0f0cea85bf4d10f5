import type { Source } from '@carillon/contract'
import { Button } from '@carillon/ui'
import Ellipsis from 'lucide-solid/icons/ellipsis'
import FilePen from 'lucide-solid/icons/file-pen'
import Pause from 'lucide-solid/icons/pause'
import Play from 'lucide-solid/icons/play'
import Send from 'lucide-solid/icons/send'
import Trash from 'lucide-solid/icons/trash'
import { createSignal, Show } from 'solid-js'
import { api } from '../api.ts'
import { useChannel } from '../channels/channel.ts'
import { refreshDrafts } from '../drafts/queries.ts'
import type { Failure } from '../failure.ts'
import { createAction } from '../forms.ts'
import { useWords } from '../interface.ts'
import { ConfirmDialog } from '../parts/ConfirmDialog.tsx'
import { Menu, type MenuItem } from '../parts/Menu.tsx'
import { notify, notifyFailure } from '../parts/notices.tsx'
import { refreshPosts } from '../posts/queries.ts'
import { Health } from './Health.tsx'
import { keepSource, refreshSources } from './queries.ts'

export function SourceRow(props: { source: Source }) {
  const ui = useWords()
  const channel = useChannel()
  const [asking, setAsking] = createSignal<'publish' | 'remove'>()
  let trigger: HTMLElement | undefined
  const which = () => ({ handle: channel().handle, sourceId: props.source.id })
  const failed = (failure: Failure) =>
    failure.code === 'request.too_many' ? notify(ui.t.sources.justAsked) : notifyFailure(failure)
  const check = createAction(async () => {
    const { handle } = channel()
    const before = props.source.newsAt
    const source = await api.sources.check.mutate(which())
    keepSource(handle, source)
    notify(ui.t.sources[source.faults > 0 ? 'failed' : source.newsAt === before ? 'nothingNew' : 'found'])
    await Promise.all([refreshDrafts(handle), refreshPosts(handle)])
  }, failed)
  const edit = async (changes: { paused?: boolean; publishes?: boolean }) => {
    const source = await api.sources.edit.mutate({ ...which(), ...changes })
    keepSource(channel().handle, source)
    return source
  }
  const pause = createAction(async () => {
    const { paused } = await edit({ paused: !props.source.paused })
    notify(paused ? ui.t.sources.pausedNow : ui.t.sources.resumed)
  }, notifyFailure)
  const toDrafts = createAction(async () => {
    await edit({ publishes: false })
    notify(ui.t.sources.asDrafts)
  }, notifyFailure)
  const toPosts = async () => {
    await edit({ publishes: true })
    notify(ui.t.sources.asPosts)
  }
  const remove = async () => {
    await api.sources.remove.mutate(which())
    notify(ui.t.sources.removed)
    await refreshSources(channel().handle)
  }
  const items = (): MenuItem[] => [
    props.source.publishes
      ? { label: ui.t.sources.toDrafts, icon: <FilePen size="1em" />, run: toDrafts.act }
      : { label: ui.t.sources.toPosts, icon: <Send size="1em" />, run: () => setAsking('publish') },
    props.source.paused
      ? { label: ui.t.sources.resume, icon: <Play size="1em" />, run: pause.act }
      : { label: ui.t.sources.pause, icon: <Pause size="1em" />, run: pause.act },
    { label: ui.t.sources.remove, icon: <Trash size="1em" />, danger: true, run: () => setAsking('remove') },
  ]
  const asked = () => ({ onClose: () => setAsking(undefined), returnTo: () => trigger })
  return (
    <li class="flex flex-wrap items-start gap-3 py-4">
      <div class="flex min-w-0 flex-1 basis-72 flex-col gap-1">
        <p class="leading-snug font-semibold break-words" dir="auto">
          {props.source.title}
        </p>
        <p class="line-clamp-2 text-sm break-all text-muted" dir="ltr" title={props.source.url}>
          {props.source.url}
        </p>
        <p class="text-sm text-muted">{props.source.publishes ? ui.t.sources.asPosts : ui.t.sources.asDrafts}</p>
        <Health source={props.source} />
      </div>
      <Show when={!channel().archived}>
        <div class="flex items-center gap-1">
          <Button busy={check.busy()} onClick={check.act}>
            {ui.t.sources.check}
          </Button>
          <Menu
            ref={(button) => (trigger = button)}
            label={ui.t.sources.actionsFor(props.source.title)}
            class="inline-flex size-11 items-center justify-center rounded-md hover:bg-sunken"
            items={items()}
          >
            <Ellipsis size="1.25em" aria-hidden="true" />
          </Menu>
        </div>
      </Show>
      <ConfirmDialog
        open={asking() === 'publish'}
        {...asked()}
        title={ui.t.sources.toPostsTitle}
        hint={ui.t.sources.postsHint}
        action={ui.t.sources.toPosts}
        look="primary"
        run={toPosts}
      />
      <ConfirmDialog
        open={asking() === 'remove'}
        {...asked()}
        title={ui.t.sources.removeTitle(props.source.title)}
        hint={ui.t.sources.removeHint}
        action={ui.t.sources.remove}
        run={remove}
      />
    </li>
  )
}
