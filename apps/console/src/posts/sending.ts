import type { PostContent } from '@carillon/contract'
import { createSignal } from 'solid-js'
import { asFailure, type Failure } from '../failure.ts'

export type Send = (content: PostContent, silent: boolean) => Promise<unknown>

/** What the editor has a place for beside what is wrong with it. */
const BESIDE = /^content\.(text$|(photo|video|items\.\d+|voice|document|poll|link|variants\.\d+)\.)/

/** Sends what is written, one way at a time, and keeps what stood in its way. */
export function createSending() {
  const [failure, setFailure] = createSignal<Failure>()
  const [by, setBy] = createSignal<Send>()
  return {
    busy: (way: Send) => by() === way,
    /** What the server said of a part of it, by its path. */
    fieldError: (path: string): string | undefined => failure()?.fields[path],
    /** What it said of no part that the editor shows. */
    message(): string | undefined {
      const present = failure()
      const fields = Object.entries(present?.fields ?? {})
      if (fields.some(([path]) => BESIDE.test(path))) return undefined
      return fields[0]?.[1] ?? present?.message
    },
    async send(way: Send, content: PostContent, silent: boolean): Promise<boolean> {
      if (by()) return false
      setBy(() => way)
      setFailure(undefined)
      try {
        await way(content, silent)
        return true
      } catch (error) {
        setFailure(asFailure(error))
        return false
      } finally {
        setBy(undefined)
      }
    },
  }
}
