import { PostSkeleton } from '@carillon/ui'

export function LoadingPosts() {
  return (
    <div class="flex flex-col gap-10" aria-busy="true">
      <PostSkeleton />
      <PostSkeleton />
      <PostSkeleton />
    </div>
  )
}
