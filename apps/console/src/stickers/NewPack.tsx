import { Button } from '@carillon/ui'
import Plus from 'lucide-solid/icons/plus'
import { createSignal } from 'solid-js'
import { api } from '../api.ts'
import { useWords } from '../interface.ts'
import { notify } from '../parts/notices.tsx'
import { NameDialog } from './NameDialog.tsx'
import { refreshPacks } from './queries.ts'

export function NewPack(props: { handle: string | null }) {
  const ui = useWords()
  const [open, setOpen] = createSignal(false)
  const create = async (name: string) => {
    await api.stickers.createPack.mutate({ handle: props.handle, name })
    notify(ui.t.stickers.created)
    await refreshPacks()
  }
  return (
    <>
      <Button look="primary" onClick={() => setOpen(true)}>
        <Plus size="1.2em" aria-hidden="true" />
        {ui.t.stickers.newPack}
      </Button>
      <NameDialog
        open={open()}
        title={ui.t.stickers.newPack}
        name=""
        action={ui.t.stickers.create}
        onClose={() => setOpen(false)}
        onSave={create}
      />
    </>
  )
}
