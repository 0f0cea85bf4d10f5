/**
 * What posts say, each in a file of its own that the browser deletes: what is deleted from a browser's database stays in
 * its log for as long as it likes. A row of the database is there before its words and goes after them, so that none are
 * ever left without one.
 */
const NAME = 'words'
/** The answer that has words of posts beside them. */
export const UPDATES = 'updates.list'

const addressOf = (name: string) => `/kept/${encodeURIComponent(name)}`

export async function putWords(name: string, words: object): Promise<void> {
  await (await caches.open(NAME)).put(addressOf(name), Response.json(words))
}

export async function wordsOf<Words extends object>(name: string): Promise<Words | null> {
  const kept = await (await caches.open(NAME)).match(addressOf(name))
  return kept ? ((await kept.json()) as Words) : null
}

export async function dropWords(names: string[]): Promise<void> {
  const cache = await caches.open(NAME)
  await Promise.all(names.map((name) => cache.delete(addressOf(name))))
}

export const forgetWords = () => caches.delete(NAME)

/** Changes of rows with their words, one after the other: of a new version of this worker too. */
export const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> =>
  navigator.locks.request('kept', work) as Promise<Result>
