import { Skeleton } from '@carillon/ui'
import { For } from 'solid-js'

/** Holds the places of the figures and the charts while they are on their way. */
export function CountedSkeleton() {
  return (
    <div aria-hidden="true" class="flex flex-col gap-6">
      <div class="grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-5">
        <For each={Array.from({ length: 10 })}>{() => <Skeleton class="h-33 rounded-lg!" />}</For>
      </div>
      <div class="grid gap-4 lg:grid-cols-2 xl:grid-cols-3">
        <For each={Array.from({ length: 4 })}>{() => <Skeleton class="h-86 rounded-lg!" />}</For>
      </div>
    </div>
  )
}
