import { createContext, useContext, type JSX } from 'solid-js'
import type { Locale } from '@carillon/contract/lists'
import { createFormat, type Format } from './format.ts'
import type { Common } from './messages/common/en.ts'

/** What a component needs to speak to its reader. Reactive: read the properties where they are drawn. */
export type Interface<M extends Common = Common> = {
  readonly locale: Locale
  /** What the reader reads, best first: the language of the page, then what their browser asks for. */
  readonly languages: readonly string[]
  readonly t: M
  readonly format: Format
  now(): number
}

const Context = createContext<Interface>()

/** `now` is a signal where times should stay right while the page is open. */
export function MessagesProvider(props: {
  locale: Locale
  messages: Common
  now: () => number
  children: JSX.Element
}) {
  const value: Interface = {
    get locale() {
      return props.locale
    },
    get languages() {
      return [props.locale, ...(typeof navigator === 'undefined' ? [] : (navigator.languages ?? []))]
    },
    get t() {
      return props.messages
    },
    get format() {
      return createFormat(props.locale)
    },
    now: () => props.now(),
  }
  return <Context.Provider value={value}>{props.children}</Context.Provider>
}

/** An app that provides more than the common messages names their type: `useMessages<Common & Console>()`. */
export function useMessages<M extends Common = Common>(): Interface<M> {
  const value = useContext(Context)
  if (!value) throw new Error('useMessages is used outside of a MessagesProvider')
  return value as Interface<M>
}
