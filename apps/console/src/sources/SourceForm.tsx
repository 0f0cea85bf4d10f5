import { Alert, Button } from '@carillon/ui'
import { Show } from 'solid-js'
import { api } from '../api.ts'
import { useChannel } from '../channels/channel.ts'
import { createForm } from '../forms.ts'
import { useWords } from '../interface.ts'
import { Choices } from '../parts/choices.tsx'
import { TextField } from '../parts/fields.tsx'
import { notify } from '../parts/notices.tsx'
import { keepSource } from './queries.ts'

const USUAL = { url: '', publishes: false }

export function SourceForm() {
  const ui = useWords()
  const channel = useChannel()
  const form = createForm(USUAL, async ({ url, publishes }) => {
    const { handle } = channel()
    const source = await api.sources.add.mutate({ handle, url: withProtocol(url), publishes })
    keepSource(handle, source)
    notify(ui.t.sources.added(source.title))
    form.reset(USUAL)
  })
  return (
    <form class="flex flex-col gap-4" onSubmit={form.onSubmit} noValidate>
      <TextField
        label={ui.t.sources.url}
        hint={ui.t.sources.urlHint}
        type="url"
        dir="ltr"
        autocomplete="off"
        value={form.values.url}
        onValue={(url) => form.set('url', url)}
        error={form.error('url')}
      />
      <Choices
        legend={ui.t.sources.becomes}
        value={form.values.publishes ? 'posts' : 'drafts'}
        onValue={(value) => form.set('publishes', value === 'posts')}
        options={[
          { value: 'drafts', label: ui.t.sources.drafts, hint: ui.t.sources.draftsHint },
          { value: 'posts', label: ui.t.sources.posts, hint: ui.t.sources.postsHint },
        ]}
      />
      <Alert>{form.message()}</Alert>
      <div class="flex flex-wrap items-center gap-3">
        <Button type="submit" look="primary" busy={form.busy()}>
          {ui.t.sources.add}
        </Button>
        <p role="status" class="text-sm text-muted">
          <Show when={form.busy()}>{ui.t.sources.asking}</Show>
        </p>
      </div>
    </form>
  )
}

/** Nobody types it. */
function withProtocol(url: string): string {
  const typed = url.trim()
  return typed === '' || /^[a-z][a-z0-9+.-]*:/i.test(typed) ? typed : `https://${typed}`
}
