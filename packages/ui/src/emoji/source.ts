import type { Locale } from '@carillon/contract/lists'
import type { I18n } from 'emoji-picker-element/shared'
import Database from 'emoji-picker-element/database'
import english from 'emoji-picker-element-data/en/emojibase/data.json?url'
import spanish from 'emoji-picker-element-data/es/cldr/data.json?url'
import french from 'emoji-picker-element-data/fr/emojibase/data.json?url'

/**
 * The picker that comes with these data writes style attributes, which the server's policy refuses: its data and its
 * search are used here, and the drawing is our own.
 */
const DATA: Record<Locale, string> = { en: english, fr: french, es: spanish }

const NAMES: Record<Locale, () => Promise<{ default: Pick<I18n, 'categories'> }>> = {
  en: () => import('emoji-picker-element/i18n/en'),
  fr: () => import('emoji-picker-element/i18n/fr'),
  es: () => import('emoji-picker-element/i18n/es'),
}

/** Groups by their number in the data (2 are only parts of others), each with one of its own to stand for it. */
const GROUPS = [
  [0, '😀', 'smileys-emotion'],
  [1, '👋', 'people-body'],
  [3, '🐱', 'animals-nature'],
  [4, '🍎', 'food-drink'],
  [5, '🏠', 'travel-places'],
  [6, '⚽', 'activities'],
  [7, '💡', 'objects'],
  [8, '❤️', 'symbols'],
  [9, '🏁', 'flags'],
] as const

/** Newer ones are empty boxes on most devices. */
const NEWEST = 15
const FAVOURITES = 16

export type Emoji = { unicode: string; name: string }
export type EmojiGroup = { id: number; icon: string; name: string }

export async function openEmoji(locale: Locale) {
  const database = new Database({ locale, dataSource: DATA[locale] })
  const [{ default: words }] = await Promise.all([NAMES[locale](), database.ready()])
  const groups: EmojiGroup[] = GROUPS.map(([id, icon, key]) => ({ id, icon, name: words.categories[key] ?? icon }))
  type Found = Awaited<ReturnType<typeof database.getEmojiBySearchQuery>>
  const plain = (found: Found): Emoji[] =>
    found.flatMap((emoji) =>
      'unicode' in emoji && emoji.version <= NEWEST ? [{ unicode: emoji.unicode, name: emoji.annotation }] : [],
    )
  return {
    groups,
    ofGroup: async (id: number) => plain(await database.getEmojiByGroup(id)),
    find: async (words: string) => plain(await database.getEmojiBySearchQuery(words)),
    favourites: async () => plain(await database.getTopFavoriteEmoji(FAVOURITES)),
    use: (emoji: Emoji) => database.incrementFavoriteEmojiCount(emoji.unicode),
    close: () => database.close(),
  }
}

export type EmojiSource = Awaited<ReturnType<typeof openEmoji>>
