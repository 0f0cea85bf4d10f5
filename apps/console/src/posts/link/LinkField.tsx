import { Button, Spinner } from '@carillon/ui'
import ImageOff from 'lucide-solid/icons/image-off'
import LinkIcon from 'lucide-solid/icons/link'
import X from 'lucide-solid/icons/x'
import { createUniqueId, Match, Show, Switch, type ParentProps } from 'solid-js'
import { useWords } from '../../interface.ts'
import { TextField } from '../../parts/fields.tsx'
import { hostOf, type LinkShown } from './link.ts'
import type { Linking } from './linking.ts'

type LinkProps = { linking: Linking; error: (path: string) => string | undefined }

/** What followers will see of the page that the text links to: looked up, to be changed or left out. */
export function LinkField(props: LinkProps) {
  const ui = useWords()
  const host = () => hostOf(props.linking.url()!)
  return (
    <Show when={props.linking.url()}>
      <div role="status" class="contents">
        <Switch>
          <Match when={props.linking.looking()}>
            <Quiet>
              <Spinner />
              <span class="min-w-0 flex-1 truncate">{ui.t.links.looking(host())}</span>
              <button type="button" class={quietClass} onClick={() => props.linking.remove()}>
                {ui.t.shell.cancel}
              </button>
            </Quiet>
          </Match>
          <Match when={props.linking.failure()}>
            {(why) => (
              <Quiet>
                <span class="min-w-0 flex-1">{why()}</span>
                <button type="button" class={quietClass} onClick={() => props.linking.again()}>
                  {ui.t.links.again}
                </button>
              </Quiet>
            )}
          </Match>
          <Match when={props.linking.unwanted()}>
            <Quiet>
              <button type="button" class={`${quietClass} -ms-2`} onClick={() => props.linking.again()}>
                {ui.t.links.show(host())}
              </button>
            </Quiet>
          </Match>
        </Switch>
      </div>
      <Show when={props.linking.shown()}>{(shown) => <Shown {...props} shown={shown()} />}</Show>
    </Show>
  )
}

const quietClass = 'min-h-9 rounded-md px-2 font-semibold text-accent hover:bg-sunken'

function Quiet(props: ParentProps) {
  return (
    <div class="flex items-center gap-2 text-sm text-muted">
      <LinkIcon size="1.1em" aria-hidden="true" class="shrink-0" />
      {props.children}
    </div>
  )
}

function Shown(props: LinkProps & { shown: LinkShown }) {
  const ui = useWords()
  const id = createUniqueId()
  return (
    <section aria-labelledby={id} class="flex flex-col gap-3 rounded-md border border-line bg-surface p-3">
      <div class="flex items-center gap-2">
        <h3 id={id} class="flex-1 font-semibold">
          {ui.t.links.title}
        </h3>
        <button
          type="button"
          class="-me-1 inline-flex size-8 items-center justify-center rounded-md text-muted hover:bg-sunken hover:text-ink"
          aria-label={ui.t.links.remove}
          title={ui.t.links.remove}
          onClick={() => props.linking.remove()}
        >
          <X size="1.1em" aria-hidden="true" />
        </button>
      </div>
      <TextField
        label={ui.t.links.heading}
        value={props.shown.title}
        onValue={(title) => props.linking.change({ title })}
        error={props.error('content.link.title')}
      />
      <TextField
        label={ui.t.links.site}
        value={props.shown.site}
        onValue={(site) => props.linking.change({ site })}
        error={props.error('content.link.site')}
      />
      <Show when={props.shown.picture}>
        {(picture) => (
          <div class="flex items-center gap-3">
            <img
              src={`/api/media/${picture().mediaId}/${picture().widths[0]}`}
              width={picture().width}
              height={picture().height}
              alt=""
              class="h-16 w-24 shrink-0 rounded-sm bg-sunken object-cover"
            />
            <Button
              look="quiet"
              class="min-h-9! px-2! text-sm!"
              onClick={() => props.linking.change({ picture: null })}
            >
              <ImageOff size="1.1em" aria-hidden="true" />
              {ui.t.links.withoutPicture}
            </Button>
          </div>
        )}
      </Show>
    </section>
  )
}
