import { Show, type JSX } from 'solid-js'
import { useMe } from '../queries.ts'
import { NotFound } from '../shell/NotFound.tsx'

/** To anybody else these pages don't exist. */
export function OperatorsOnly(props: { children: JSX.Element }) {
  const me = useMe()
  return (
    <Show when={me.data?.operator} fallback={<NotFound />}>
      {props.children}
    </Show>
  )
}
