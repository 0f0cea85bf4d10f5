import { buttonClass, Skeleton } from '@carillon/ui'
import { A } from '@solidjs/router'
import { useQuery } from '@tanstack/solid-query'
import Download from 'lucide-solid/icons/download'
import { Show } from 'solid-js'
import { api } from '../api.ts'
import { isAtLeast, useChannel } from '../channels/channel.ts'
import { interfaceLanguage, useWords } from '../interface.ts'
import { Loaded } from '../parts/Loaded.tsx'
import { Section } from '../parts/Section.tsx'

const LINK = 'inline-flex min-h-11 items-center text-accent underline underline-offset-4 hover:text-accent-strong'

/** How long posts live, and how to keep what is in them. */
export function BeforeTheEnd() {
  const ui = useWords()
  const channel = useChannel()
  const may = (least: 'admin' | 'editor') => isAtLeast(channel().role, least)
  const promise = () => (interfaceLanguage().locale === 'en' ? '/erasure' : `/${interfaceLanguage().locale}/erasure`)
  return (
    <Section title={ui.t.erased.before} lead={ui.t.erased.beforeHint(channel().retentionDays)}>
      <Show when={may('editor')}>
        <Export />
      </Show>
      <p class="-my-2 flex flex-wrap gap-x-6 text-sm">
        <Show when={may('admin') && !channel().archived}>
          <A href={`/c/${channel().handle}/settings`} class={LINK}>
            {ui.t.erased.howLong}
          </A>
        </Show>
        <a href={promise()} rel="external" class={LINK}>
          {ui.t.erased.promise}
        </a>
      </p>
    </Section>
  )
}

function Export() {
  const ui = useWords()
  const channel = useChannel()
  const size = useQuery(() => ({
    queryKey: ['archives', channel().handle],
    queryFn: () => api.archives.size.query({ handle: channel().handle }),
  }))
  return (
    <Loaded query={size} skeleton={<Skeleton class="h-11 w-52" />}>
      {(holds) => (
        <Show when={holds().posts > 0} fallback={<p class="text-sm text-muted">{ui.t.erased.none}</p>}>
          <div class="flex flex-wrap items-center gap-x-4 gap-y-2">
            <a href={`/api/archives/${channel().handle}`} download="" class={buttonClass()}>
              <Download size="1.1em" aria-hidden="true" />
              {ui.t.erased.export}
            </a>
            <p class="text-sm text-muted">{ui.t.erased.holds(holds().posts, ui.format.size(holds().bytes))}</p>
          </div>
        </Show>
      )}
    </Loaded>
  )
}
