import { Skeleton } from '@carillon/ui'
import { useQuery } from '@tanstack/solid-query'
import { Show } from 'solid-js'
import { api } from '../api.ts'
import { useChannel } from '../channels/channel.ts'
import { useWords } from '../interface.ts'
import { Loaded } from '../parts/Loaded.tsx'
import { Section } from '../parts/Section.tsx'

/** How much room the channel's files take, of how much they may. */
export function StorageSection() {
  const ui = useWords()
  const channel = useChannel()
  const storage = useQuery(() => ({
    queryKey: ['storage', channel().handle],
    queryFn: () => api.channels.storage.query({ handle: channel().handle }),
  }))
  return (
    <Section title={ui.t.archives.storage}>
      <Loaded query={storage} skeleton={<Skeleton class="h-10 w-full max-w-form" />}>
        {(taken) => {
          const words = () => {
            const { used, quota } = taken()
            return quota === null
              ? ui.t.archives.usedOpen(ui.format.size(used))
              : ui.t.archives.used(ui.format.size(used), ui.format.size(quota))
          }
          return (
            <div class="flex flex-col gap-2 text-sm">
              <Show when={taken().quota}>
                {(quota) => (
                  <meter class="w-full max-w-form" min="0" max={quota()} value={taken().used} aria-label={words()} />
                )}
              </Show>
              <p class="text-muted">{words()}</p>
            </div>
          )
        }}
      </Loaded>
    </Section>
  )
}
