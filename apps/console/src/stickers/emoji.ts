import { toEmoji } from '@carillon/contract/emoji'
import { createResource, type Accessor } from 'solid-js'
import english from 'emoji-picker-element-data/en/emojibase/data.json?url'
import spanish from 'emoji-picker-element-data/es/cldr/data.json?url'
import french from 'emoji-picker-element-data/fr/emojibase/data.json?url'
import type { Locale } from '@carillon/contract/lists'
import { interfaceLanguage } from '../interface.ts'

type Entry = { emoji: string; annotation: string; tags?: string[] }
export type NamedEmoji = { emoji: string; name: string; words: string[] }

const FILES: Record<Locale, string> = { en: english, fr: french, es: spanish }
const loading = new Map<Locale, Promise<NamedEmoji[]>>()

/** All emoji with what they are called in the language of the interface; nothing until they are wanted and there. */
export function useEmoji(wanted: Accessor<boolean> = () => true): Accessor<NamedEmoji[]> {
  const [all] = createResource(() => wanted() && interfaceLanguage().locale, load)
  return () => (all.error ? [] : (all.latest ?? []))
}

function load(locale: Locale): Promise<NamedEmoji[]> {
  const known = loading.get(locale)
  if (known) return known
  const coming = fetch(FILES[locale]).then(async (answer) => ((await answer.json()) as Entry[]).flatMap(named))
  loading.set(locale, coming)
  coming.catch(() => loading.delete(locale))
  return coming
}

function named({ emoji, annotation, tags = [] }: Entry): NamedEmoji[] {
  const one = toEmoji(emoji)
  return one ? [{ emoji: one, name: annotation, words: fold([annotation, ...tags].join(' ')) }] : []
}

function fold(text: string): string[] {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  return plain.split(/[^\p{L}\p{N}]+/u).filter(Boolean)
}

/** What a file's name says that it shows (`thumbs-up.png`), if it says so. */
export async function guessEmoji(fileName: string): Promise<string | undefined> {
  const all = await load(interfaceLanguage().locale).catch(() => [])
  const words = fold(fileName.replace(/\.\w+$/, ''))
  if (words.length === 0) return undefined
  const found = all.filter((one) => words.every((word) => one.words.includes(word)))
  // What it is called says more than what it also stands for, and a short name more than a long one.
  const far = ({ name }: NamedEmoji) => (words.every((word) => fold(name).includes(word)) ? 0 : 1_000) + name.length
  return found.toSorted((a, b) => far(a) - far(b))[0]?.emoji
}

/** Those that all the words typed fit, by how they begin; an emoji that is typed is found itself. */
export function findEmoji(all: NamedEmoji[], query: string): NamedEmoji[] {
  const typed = toEmoji(query.trim())
  if (typed) return all.filter(({ emoji }) => emoji === typed)
  const wanted = fold(query)
  if (wanted.length === 0) return []
  return all.filter(({ words }) => wanted.every((start) => words.some((word) => word.startsWith(start))))
}
