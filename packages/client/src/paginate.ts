import type { CallOptions } from './procedures.ts'

/** A procedure that answers a page at a time. */
export type List<Input, Item> = {
  query: (input: Input, options?: CallOptions) => Promise<Page<Item>>
}
type Page<Item> = { nextCursor: string | null } & ({ items: Item[] } | { hits: Item[] })

/**
 * Everything of a list, one by one; pages are asked for as they are needed.
 * `for await (const post of paginate(client.posts.list, { handle: 'bells' })) …`
 */
export async function* paginate<Input extends { cursor?: string | undefined } | undefined, Item>(
  list: List<Input, Item>,
  input: NonNullable<Input>,
  options?: CallOptions,
): AsyncGenerator<Item, void, undefined> {
  for (let at: Input | null = input; at;) {
    const page: Page<Item> = await list.query(at, options)
    yield* 'items' in page ? page.items : page.hits
    at = page.nextCursor === null ? null : { ...at, cursor: page.nextCursor }
  }
}
