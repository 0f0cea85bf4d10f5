import { createClient } from '@libsql/client'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

export class DataFolderInUse extends Error {
  override readonly name = 'DataFolderInUse'
}

/**
 * Makes this process the one that owns the data folder. SQLite's own lock on a small file of its own: the system gives
 * it back however the process ends, which a file with a process id in it is not.
 */
export async function lockDataFolder(dataDir: string): Promise<() => void> {
  const client = createClient({ url: pathToFileURL(join(dataDir, 'lock')).href, concurrency: 1 })
  try {
    await client.transaction('write')
  } catch (error) {
    client.close()
    if (!/locked|busy/i.test(String(error))) throw error
    throw new DataFolderInUse(
      `${dataDir} is in use by another Carillon. Stop that one first; if it is starting or stopping, try again in a moment.`,
    )
  }
  return () => client.close()
}
