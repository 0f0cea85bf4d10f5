import type { DirectoryEntry, Instance } from '@carillon/contract'

/** Every channel that the directory lists, page after page. */
export async function* listChannels(api: string): AsyncGenerator<DirectoryEntry> {
  let cursor: string | null = null
  do {
    const page: { items: DirectoryEntry[]; nextCursor: string | null } = await ask(
      api,
      'directory.list',
      cursor ? { cursor } : {},
    )
    yield* page.items
    cursor = page.nextCursor
  } while (cursor)
}

export function readInstance(api: string): Promise<Instance> {
  return ask(api, 'instance.get')
}

async function ask<T>(api: string, procedure: string, input?: object): Promise<T> {
  const url = new URL(`/api/trpc/${procedure}`, api)
  if (input) url.searchParams.set('input', JSON.stringify(input))
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${procedure} answered ${response.status}`)
  const { result } = (await response.json()) as { result: { data: T } }
  return result.data
}
