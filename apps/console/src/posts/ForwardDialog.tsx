import type { Post, TeamChannel } from '@carillon/contract'
import { Alert, Avatar, Button } from '@carillon/ui'
import { createSignal, For, Show } from 'solid-js'
import { api } from '../api.ts'
import { keepChannel, useChannel } from '../channels/channel.ts'
import { usePublishable } from '../channels/publishable.ts'
import { createForm } from '../forms.ts'
import { useWords } from '../interface.ts'
import { Check } from '../parts/choices.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { TextField } from '../parts/fields.tsx'
import { notify } from '../parts/notices.tsx'
import { keepNewPost } from './queries.ts'

type DialogProps = { post: Post; onClose: () => void; returnTo: () => HTMLElement | undefined }

/** From so many channels on one looks for a name rather than along the list. */
const MANY = 8

/** Asks where a post shall go. */
export function ForwardDialog(props: DialogProps) {
  const ui = useWords()
  const channel = useChannel()
  const channels = usePublishable(() => channel().id)
  const [query, setQuery] = createSignal('')
  // Sent again after a lost answer, it is the same publication.
  const idempotencyKey = crypto.randomUUID()
  const only = channels().length === 1 ? channels()[0]!.handle : ''
  const form = createForm({ handle: only, silent: props.post.silent }, async ({ handle, silent }) => {
    const { id: postId } = props.post
    const input = { handle, fromHandle: channel().handle, postId, silent }
    const post = await api.posts.forward.mutate({ ...input, idempotencyKey: `${idempotencyKey} ${handle} ${silent}` })
    keepNewPost(post)
    const target = channels().find((other) => other.handle === handle)
    if (target) keepChannel({ ...target, lastPostAt: post.publishedAt })
    notify(ui.t.history.forwarded(target?.name ?? handle))
    props.onClose()
  })
  const matching = () => {
    const words = query().trim().toLocaleLowerCase(ui.locale)
    return channels().filter(({ name, handle }) => `${name} @${handle}`.toLocaleLowerCase(ui.locale).includes(words))
  }
  const hint = () =>
    props.post.content.kind === 'poll'
      ? `${ui.t.history.forwardHint} ${ui.t.history.forwardPoll}`
      : ui.t.history.forwardHint
  return (
    <Dialog open onClose={props.onClose} title={ui.t.history.forwardTitle} hint={hint()} returnTo={props.returnTo}>
      <form class="flex min-h-0 flex-col gap-4" onSubmit={form.onSubmit} noValidate>
        <Show when={channels().length >= MANY}>
          <TextField type="search" label={ui.t.history.forwardSearch} value={query()} onValue={setQuery} />
        </Show>
        <fieldset class="flex min-h-0 flex-col">
          <legend class="sr-only">{ui.t.history.forwardTo}</legend>
          <div class="-mx-2 flex max-h-72 flex-col gap-1 overflow-y-auto p-1">
            <For each={matching()} fallback={<p class="p-3 text-muted">{ui.t.history.forwardNoMatch}</p>}>
              {(target) => (
                <Target
                  channel={target}
                  chosen={form.values.handle === target.handle}
                  onChoose={() => form.set('handle', target.handle)}
                />
              )}
            </For>
          </div>
        </fieldset>
        <Check
          label={ui.t.posts.silent}
          hint={ui.t.posts.silentHint}
          checked={form.values.silent}
          onChecked={(silent) => form.set('silent', silent)}
        />
        <Alert>{form.message() ?? form.error('handle')}</Alert>
        <div class="flex flex-wrap justify-end gap-2">
          <Button onClick={() => props.onClose()}>{ui.t.shell.cancel}</Button>
          <Button type="submit" look="primary" busy={form.busy()} disabled={!form.values.handle}>
            {ui.t.history.forward}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function Target(props: { channel: TeamChannel; chosen: boolean; onChoose: () => void }) {
  return (
    <label class="flex min-h-14 items-center gap-3 rounded-md border border-transparent px-2 py-1 has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-accent">
      <input
        type="radio"
        name="forward-to"
        class="size-4 shrink-0 focus-visible:outline-none"
        checked={props.chosen}
        onChange={() => props.onChoose()}
      />
      <Avatar {...props.channel} />
      <span class="min-w-0 flex-1">
        <bdi class="block truncate font-semibold">{props.channel.name}</bdi>
        <span class="block truncate text-sm text-muted">@{props.channel.handle}</span>
      </span>
    </label>
  )
}
