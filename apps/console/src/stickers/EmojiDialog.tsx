import { LIMITS } from '@carillon/contract'
import { Alert, Button, controlClass } from '@carillon/ui'
import X from 'lucide-solid/icons/x'
import { createEffect, createSignal, For, on, Show } from 'solid-js'
import { asFailure } from '../failure.ts'
import { useWords } from '../interface.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { findEmoji, useEmoji } from './emoji.ts'

/** So many are at hand before anybody searches. */
const COMMON = '😀 😂 😍 🥳 😢 😡 🤔 👍 👏 🙏 ❤️ 🔥 🎉 ✅ ❓ ⚠️ ☀️ 🌧️ 🌙 ☕ 🎂 💐 📣 🔔'.split(' ')
const SHOWN = 48

type DialogProps = {
  open: boolean
  emoji: string[]
  onClose: () => void
  onSave: (emoji: string[]) => Promise<unknown>
}

/** Chooses what a sticker is found by. */
export function EmojiDialog(props: DialogProps) {
  const ui = useWords()
  const all = useEmoji(() => props.open)
  const [chosen, setChosen] = createSignal<string[]>([])
  const [query, setQuery] = createSignal('')
  const [busy, setBusy] = createSignal(false)
  const [failure, setFailure] = createSignal<string>()
  createEffect(
    on(
      () => props.open,
      (open) => {
        if (!open) return
        setChosen(props.emoji)
        setQuery('')
        setFailure(undefined)
      },
    ),
  )
  const found = () => {
    if (query().trim()) return findEmoji(all(), query()).slice(0, SHOWN)
    const names = new Map(all().map((one) => [one.emoji, one]))
    return COMMON.map((emoji) => names.get(emoji) ?? { emoji, name: emoji })
  }
  const toggle = (emoji: string) =>
    setChosen((now) => (now.includes(emoji) ? now.filter((one) => one !== emoji) : [...now, emoji]))
  const isFull = () => chosen().length >= LIMITS.stickerEmoji
  const save = async (event: SubmitEvent) => {
    event.preventDefault()
    if (busy() || chosen().length === 0) return
    setBusy(true)
    try {
      await props.onSave(chosen())
      props.onClose()
    } catch (error) {
      setFailure(asFailure(error).message)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog open={props.open} onClose={props.onClose} title={ui.t.stickers.emojiTitle} hint={ui.t.stickers.emojiHint}>
      <form class="flex flex-col gap-4" onSubmit={save} noValidate>
        <div role="group" aria-label={ui.t.stickers.chosen} class="flex min-h-11 flex-wrap gap-2">
          <For each={chosen()}>
            {(emoji) => (
              <button
                type="button"
                aria-label={ui.t.stickers.takeOut(emoji)}
                class="inline-flex min-h-11 items-center gap-1.5 rounded-full border border-edge px-3 text-xl hover:bg-sunken"
                onClick={() => toggle(emoji)}
              >
                {emoji}
                <X size="0.8em" aria-hidden="true" class="text-muted" />
              </button>
            )}
          </For>
        </div>
        <input
          type="search"
          dir="auto"
          autocomplete="off"
          aria-label={ui.t.stickers.emojiSearch}
          placeholder={ui.t.stickers.emojiSearch}
          class={controlClass}
          value={query()}
          onInput={(event) => setQuery(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !query().trim()) return
            event.preventDefault()
            const [first] = found()
            if (first && !isFull()) toggle(first.emoji)
          }}
        />
        <Show when={found().length > 0} fallback={<p class="py-6 text-center text-muted">{ui.t.stickers.noEmoji}</p>}>
          <ul class="grid max-h-56 grid-cols-[repeat(auto-fill,minmax(2.75rem,1fr))] overflow-y-auto">
            <For each={found()}>
              {({ emoji, name }) => (
                <li>
                  <button
                    type="button"
                    aria-label={name}
                    title={name}
                    aria-pressed={chosen().includes(emoji)}
                    disabled={isFull() && !chosen().includes(emoji)}
                    class="inline-flex size-11 items-center justify-center rounded-md text-2xl hover:bg-sunken disabled:opacity-40 aria-pressed:bg-accent-soft"
                    onClick={() => toggle(emoji)}
                  >
                    {emoji}
                  </button>
                </li>
              )}
            </For>
          </ul>
        </Show>
        <Alert>{failure()}</Alert>
        <Button type="submit" look="primary" class="self-end" busy={busy()} disabled={chosen().length === 0}>
          {ui.t.stickers.save}
        </Button>
      </form>
    </Dialog>
  )
}
