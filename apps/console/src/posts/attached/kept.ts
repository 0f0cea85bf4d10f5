import type { PictureFile } from '@carillon/contract'

export type FileKind = 'photo' | 'video' | 'voice' | 'document'

/** A file that isn't on the server yet, with how far it came. */
export type Parcel = {
  id: string
  kind: FileKind
  file: Blob
  /** When it was chosen. */
  at: number
  /** Where the server takes it, once it has begun to. */
  url?: string
  /** Whether all its bytes are there. */
  sent?: boolean
  /** Of a video that is ready to be sent: what stands for it. */
  picture?: Blob | undefined
  poster?: PictureFile
}

/**
 * This browser keeps what isn't on the server yet, so that a reload or a crash loses no file. Where it won't, nothing
 * is kept and nothing breaks: the file is asked for again.
 */
export const keepParcel = (parcel: Parcel) => quietly('readwrite', (store) => store.put({ ...parcel }, parcel.id))
export const forgetParcel = (id: string) => quietly('readwrite', (store) => store.delete(id))
export const recallParcel = (id: string) => quietly<Parcel | undefined>('readonly', (store) => store.get(id))

/** Those that nobody came back for. */
export async function forgetOldParcels(before: number): Promise<void> {
  const all = (await quietly<Parcel[]>('readonly', (store) => store.getAll())) ?? []
  for (const { id, at } of all) if (at < before) await forgetParcel(id)
}

async function quietly<Answer>(
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest,
): Promise<Answer | undefined> {
  try {
    const database = await answerOf<IDBDatabase>(openStore())
    try {
      return await answerOf<Answer>(ask(database.transaction('files', mode).objectStore('files')))
    } finally {
      database.close()
    }
  } catch {
    return undefined
  }
}

function openStore(): IDBOpenDBRequest {
  const request = indexedDB.open('carillon', 1)
  request.onupgradeneeded = () => request.result.createObjectStore('files')
  return request
}

function answerOf<Answer>(request: IDBRequest): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('refused'))
  })
}
