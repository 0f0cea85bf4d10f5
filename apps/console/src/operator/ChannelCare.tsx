import type { Channel } from '@carillon/contract'
import { Alert, Avatar, Button, UnclaimedMark, VerifiedMark } from '@carillon/ui'
import { createSignal, Show } from 'solid-js'
import { api } from '../api.ts'
import { createAction, createForm } from '../forms.ts'
import { useWords } from '../interface.ts'
import { TextField } from '../parts/fields.tsx'
import { LinkDialog } from '../parts/LinkDialog.tsx'
import { notify, notifyFailure } from '../parts/notices.tsx'

/** Looks a channel up first, so that what an operator does goes to the one that is meant. */
export function ChannelCare() {
  const ui = useWords()
  const [found, setFound] = createSignal<Channel>()
  const form = createForm({ handle: '' }, async ({ handle }) => {
    setFound(undefined)
    setFound(await api.channels.get.query({ handle }))
  })
  return (
    <>
      <form class="flex max-w-form flex-col gap-4" onSubmit={form.onSubmit} noValidate>
        <TextField
          label={ui.t.operator.handle}
          dir="ltr"
          autocapitalize="none"
          autocomplete="off"
          spellcheck={false}
          value={form.values.handle}
          onValue={(handle) => form.set('handle', handle)}
          error={form.error('handle')}
        />
        <Alert>{form.message()}</Alert>
        <Button type="submit" class="self-start" busy={form.busy()}>
          {ui.t.operator.look}
        </Button>
      </form>
      <Show when={found()}>{(channel) => <Found channel={channel()} onChanged={setFound} />}</Show>
    </>
  )
}

function Found(props: { channel: Channel; onChanged: (channel: Channel) => void }) {
  const ui = useWords()
  const change = createAction(async () => {
    const { handle, verified } = props.channel
    const channel = await api.channels.setVerified.mutate({ handle, verified: !verified })
    props.onChanged(channel)
    notify(channel.verified ? ui.t.operator.marked(channel.name) : ui.t.operator.unmarked(channel.name))
  }, notifyFailure)
  const [link, setLink] = createSignal<string>()
  const handOver = createAction(async () => {
    setLink((await api.instance.inviteOwner.mutate({ handle: props.channel.handle })).link)
  }, notifyFailure)
  return (
    <div class="flex flex-wrap items-center gap-4 rounded-md border border-line p-4" role="status">
      <Avatar {...props.channel} />
      <div class="min-w-0 flex-1 basis-40">
        <p class="leading-snug font-semibold">
          <bdi>{props.channel.name}</bdi>{' '}
          <Show when={props.channel.verified}>
            <VerifiedMark label={ui.t.channel.verified} detail={ui.t.channel.verifiedDetail} />
          </Show>
        </p>
        <p class="text-sm text-muted">
          @{props.channel.handle} · {ui.t.channel.followers(props.channel.followers)}
        </p>
        <Show when={!props.channel.claimed}>
          <UnclaimedMark label={ui.t.channel.unclaimed} detail={ui.t.channel.unclaimedDetail} />
        </Show>
      </div>
      <Button
        look={props.channel.verified ? 'plain' : 'primary'}
        busy={change.busy()}
        onClick={() => void change.act()}
      >
        {props.channel.verified ? ui.t.operator.takeMark : ui.t.operator.giveMark}
      </Button>
      <Show when={!props.channel.claimed}>
        <Button busy={handOver.busy()} onClick={() => void handOver.act()}>
          {ui.t.operator.handOver}
        </Button>
      </Show>
      <LinkDialog link={link()} onClose={() => setLink(undefined)} />
    </div>
  )
}
