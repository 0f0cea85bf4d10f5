import { buttonClass, EmptyState } from '@carillon/ui'
import { A } from '@solidjs/router'
import { useWords } from '../interface.ts'
import { usePageTitle } from '../parts/Page.tsx'

export function NotFound() {
  const ui = useWords()
  usePageTitle(() => ui.t.shell.notFound)
  return (
    <EmptyState title={ui.t.shell.notFound} hint={ui.t.shell.notFoundHint}>
      <A href="/" class={buttonClass()}>
        {ui.t.shell.allChannels}
      </A>
    </EmptyState>
  )
}
