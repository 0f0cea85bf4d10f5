import { PostSkeleton } from '@carillon/ui'
import { For } from 'solid-js'

export function PostsSkeleton() {
  return (
    <For each={[1, 2]}>
      {() => (
        <div class="card p-4 sm:p-6">
          <PostSkeleton />
        </div>
      )}
    </For>
  )
}
