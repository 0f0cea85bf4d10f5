import { useWords } from '../interface.ts'
import { OperatorsOnly } from '../operator/OperatorsOnly.tsx'
import { Page } from '../parts/Page.tsx'
import { NewPack } from './NewPack.tsx'
import { PacksView } from './PacksView.tsx'

export function SharedStickersPage() {
  const ui = useWords()
  return (
    <OperatorsOnly>
      <Page title={ui.t.stickers.sharedTitle} lead={ui.t.stickers.sharedLead} actions={<NewPack handle={null} />}>
        <PacksView handle={null} mayChange />
      </Page>
    </OperatorsOnly>
  )
}
