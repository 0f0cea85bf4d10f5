import { openDB, type DBSchema, type IDBPDatabase } from 'idb'

/** What is kept of what was read, but for its words. Every post is a row of its own, which goes when its time is over. */
export interface Kept extends DBSchema {
  posts: {
    key: string
    /** `media`: the ids of the pictures in it. */
    value: { id: string; handle: string; expiresAt: number; media: string[] }
    indexes: { expiresAt: number }
  }
  /** Answers of the API by `keyOf` its question, their posts named by their ids alone. */
  answers: { key: string; value: { question: string; savedAt: number; postIds: string[] } }
  clock: { key: 'server'; value: Clock }
}
/** `ahead`: by how much the server's clock is before this device's. `latest`: what it has been at least. Milliseconds. */
export type Clock = { ahead: number; latest: number }

let opened: Promise<IDBPDatabase<Kept>> | undefined

export function openKept(): Promise<IDBPDatabase<Kept>> {
  opened ??= openDB<Kept>('carillon', 2, {
    upgrade(db) {
      // An earlier version kept words in its rows.
      for (const name of db.objectStoreNames) db.deleteObjectStore(name)
      db.createObjectStore('posts', { keyPath: 'id' }).createIndex('expiresAt', 'expiresAt')
      db.createObjectStore('answers', { keyPath: 'question' })
      db.createObjectStore('clock')
    },
    // Closed by the browser, or by a later version of this worker: opened again when it is next needed.
    terminated: () => (opened = undefined),
    blocking: (_now, _next, event) => {
      opened = undefined
      ;(event.target as IDBDatabase).close()
    },
  })
  return opened
}
