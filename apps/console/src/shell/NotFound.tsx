import { buttonClass } from '@carillon/ui'
import { A } from '@solidjs/router'
import { useWords } from '../interface.ts'
import { Page } from '../parts/Page.tsx'

export function NotFound() {
  const ui = useWords()
  return (
    <Page title={ui.t.shell.notFound} lead={ui.t.shell.notFoundHint}>
      <A href="/" class={`${buttonClass('primary')} self-start`}>
        {ui.t.shell.allChannels}
      </A>
    </Page>
  )
}
