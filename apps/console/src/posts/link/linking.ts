import { linksIn } from '@carillon/contract/markup'
import { createEffect, createSignal, on, onCleanup } from 'solid-js'
import { api } from '../../api.ts'
import { asFailure } from '../../failure.ts'
import { now } from '../../interface.ts'
import type { DraftState } from '../draft.ts'
import type { LinkShown } from './link.ts'

/** Whoever types an address is not asked about each of its letters. */
const PAUSE = 700

/** What the first link of a draft's text shows; asked for as soon as there is one, unless nobody wants it. */
export function createLinking({ draft, setDraft }: DraftState, handle: () => string) {
  const [looking, setLooking] = createSignal(false)
  const [failure, setFailure] = createSignal<string>()
  const url = () => (draft.attached ? undefined : linksIn(draft.text)[0])
  let timer: ReturnType<typeof setTimeout> | undefined
  let latest = 0

  const forget = () => {
    clearTimeout(timer)
    latest += 1
    setLooking(false)
    setFailure(undefined)
  }
  onCleanup(forget)

  async function look(address: string): Promise<void> {
    forget()
    const mine = latest
    setLooking(true)
    try {
      const { title, site, picture } = await api.links.preview.mutate({ handle: handle(), url: address })
      if (mine === latest) setDraft({ link: { url: address, shown: { title, site, picture, at: now() } } })
    } catch (error) {
      if (mine === latest) setFailure(asFailure(error).message)
    } finally {
      if (mine === latest) setLooking(false)
    }
  }

  createEffect(
    on(url, (address) => {
      if (address === draft.link?.url) return
      forget()
      // What is attached takes its place, and gives it back.
      if (!address) return void (draft.attached || setDraft({ link: null }))
      timer = setTimeout(() => void look(address), PAUSE)
    }),
  )

  return {
    /** The address, if the post can show something of it. */
    url,
    looking,
    failure,
    shown: () => (draft.link && draft.link.url === url() ? draft.link.shown : null),
    /** Whether somebody said that nothing of it is to be shown. */
    unwanted: () => draft.link !== null && draft.link.url === url() && draft.link.shown === null,
    change: (changes: Partial<LinkShown>) =>
      setDraft('link', (link) => link && { ...link, shown: link.shown && { ...link.shown, ...changes } }),
    again: () => {
      const address = url()
      if (address) void look(address)
    },
    remove(): void {
      forget()
      const address = url()
      if (address) setDraft({ link: { url: address, shown: null } })
    },
  }
}

export type Linking = ReturnType<typeof createLinking>
