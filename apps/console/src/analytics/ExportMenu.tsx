import { buttonClass } from '@carillon/ui'
import Download from 'lucide-solid/icons/download'
import { api } from '../api.ts'
import { asFailure } from '../failure.ts'
import { useWords } from '../interface.ts'
import { saveFile } from '../parts/files.ts'
import { Menu } from '../parts/Menu.tsx'
import { notify, notifyFailure } from '../parts/notices.tsx'
import type { Span } from './span.ts'

/** What is on the screen, as files. */
export function ExportMenu(props: { handle: string; span: Span }) {
  const ui = useWords()
  const save = async (what: 'days' | 'posts' | 'parts', format: 'csv' | 'json') => {
    try {
      const file = await api.analytics.export.query({ handle: props.handle, span: { ...props.span }, what, format })
      saveFile(file.name, file.type, file.text)
      notify(ui.t.analytics.exported(file.name))
    } catch (error) {
      notifyFailure(asFailure(error))
    }
  }
  return (
    <Menu
      label={ui.t.analytics.export}
      class={buttonClass()}
      items={[
        { label: ui.t.analytics.exports.days, run: () => void save('days', 'csv') },
        { label: ui.t.analytics.exports.posts, run: () => void save('posts', 'csv') },
        { label: ui.t.analytics.exports.parts, run: () => void save('parts', 'csv') },
        { label: ui.t.analytics.exports.json, run: () => void save('days', 'json') },
      ]}
    >
      <Download size="1.1em" aria-hidden="true" />
      {ui.t.analytics.export}
    </Menu>
  )
}
