import { Show, type JSX } from 'solid-js'
import { BellMark, WarningIcon } from '../icons.tsx'
import { Button } from '../forms/Button.tsx'

/** Nothing is here, and what to do about it. */
export function EmptyState(props: {
  title: string
  hint?: string | undefined
  icon?: JSX.Element
  children?: JSX.Element
}) {
  return (
    <div class="mx-auto flex max-w-form flex-col items-center gap-3 px-4 py-12 text-center">
      <span class="text-3xl text-accent" aria-hidden="true">
        {props.icon ?? <BellMark />}
      </span>
      <p class="font-serif text-xl font-semibold text-balance">{props.title}</p>
      <Show when={props.hint}>
        <p class="text-pretty text-muted">{props.hint}</p>
      </Show>
      {props.children}
    </div>
  )
}

/** What happened, and a way to try again. */
export function ErrorState(props: {
  title: string
  detail?: string | undefined
  retry?: string
  onRetry?: () => void
}) {
  return (
    <div role="alert" class="mx-auto flex max-w-form flex-col items-center gap-3 px-4 py-12 text-center">
      <span class="text-2xl text-danger">
        <WarningIcon />
      </span>
      <p class="font-serif text-xl font-semibold text-balance">{props.title}</p>
      <Show when={props.detail}>
        <p class="text-pretty text-muted">{props.detail}</p>
      </Show>
      <Show when={props.onRetry}>
        <Button onClick={() => props.onRetry?.()}>{props.retry}</Button>
      </Show>
    </div>
  )
}

/** A place held for what is loading. Its size comes by class; the words for screen readers belong to what holds it. */
export function Skeleton(props: { class?: string }) {
  return <span aria-hidden="true" class={`block animate-pulse rounded-md bg-sunken ${props.class ?? 'h-4 w-full'}`} />
}

/** The place of a post that is loading. */
export function PostSkeleton() {
  return (
    <div class="flex flex-col gap-3" aria-hidden="true">
      <div class="flex items-center gap-3">
        <Skeleton class="size-11 rounded-full!" />
        <Skeleton class="h-4 w-40" />
      </div>
      <Skeleton />
      <Skeleton class="h-4 w-11/12" />
      <Skeleton class="h-4 w-2/3" />
    </div>
  )
}
