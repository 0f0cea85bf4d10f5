import { createSignal, onCleanup, Show } from 'solid-js'
import type { Post } from '@carillon/contract'
import { copyableText } from '@carillon/contract/markup'
import { captionOf } from '@carillon/contract/reading'
import { copyText, MoreIcon } from '@carillon/ui'
import { countForward } from '../counting/counting.ts'
import { useWords } from '../site/island.tsx'
import { forwardPath } from '../site/links.ts'
import { Menu, MenuEntry } from '../site/Menu.tsx'

/** How long it is said that something was copied, milliseconds. */
const SAID = 4_000

/** What a reader may take along of a post; nothing, where its channel doesn't want that. */
export function PostMenu(props: { post: Post; sharing: boolean }) {
  const ui = useWords()
  const [said, setSaid] = createSignal('')
  let timer: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(timer))
  const text = () => copyableText(captionOf(props.post.content))
  const url = () => location.origin + forwardPath(ui.locale, props.post)

  async function copyLink(close: () => void): Promise<void> {
    if (await copy(url(), ui.t.post.linkCopied, close)) countForward(props.post)
  }

  async function copy(what: string, done: string, close: () => void): Promise<boolean> {
    const copied = await copyText(what)
    close()
    setSaid(copied ? done : ui.t.post.copyFailed)
    clearTimeout(timer)
    timer = setTimeout(() => setSaid(''), SAID)
    return copied
  }

  return (
    <Show when={props.sharing}>
      <div class="flex items-center gap-2">
        <span role="status" class="text-xs text-muted">
          {said()}
        </span>
        <div class="-my-2 -me-2">
          <Menu label={ui.t.post.actionsFor(ui.format.time(props.post.publishedAt))} face={<MoreIcon />}>
            {(close) => (
              <>
                <MenuEntry onPress={() => void copyLink(close)}>{ui.t.post.copyLink}</MenuEntry>
                <Show when={text()}>
                  <MenuEntry onPress={() => void copy(text(), ui.t.post.textCopied, close)}>
                    {ui.t.post.copyText}
                  </MenuEntry>
                </Show>
              </>
            )}
          </Menu>
        </div>
      </div>
    </Show>
  )
}
