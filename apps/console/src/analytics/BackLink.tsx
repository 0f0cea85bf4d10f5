import { A } from '@solidjs/router'
import ArrowLeft from 'lucide-solid/icons/arrow-left'

export function BackLink(props: { href: string; children: string }) {
  return (
    <A href={props.href} class="link inline-flex min-h-11 items-center gap-2 self-start text-sm">
      <ArrowLeft size="1.1em" aria-hidden="true" />
      {props.children}
    </A>
  )
}
