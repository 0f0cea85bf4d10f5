import { asc, eq, gt } from 'drizzle-orm'
import { channels, handles } from '../channels/table.ts'
import type { Ctx } from '../core/context.ts'
import type { Tx } from '../core/database.ts'
import type { ImportRow } from './read.ts'

type Known = { id: string; handle: string }
const PAGE = 1_000

/**
 * Finds the channel that a row is of already, so that a second run changes nothing:
 * - by the address of its feed, where the row has one;
 * - else by the handle it wants, where the channel that has it is of the same name or website;
 * - else by name, website and country together.
 */
export class KnownChannels {
  readonly #ctx: Ctx
  #named: Promise<Map<string, Known>> | null = null
  readonly #made = new Map<string, Known>()

  constructor(ctx: Ctx) {
    this.#ctx = ctx
  }

  async find(tx: Tx, row: ImportRow): Promise<Known | null> {
    if (row.feedUrl)
      return (await tx.select(KNOWN).from(channels).where(eq(channels.feedUrl, row.feedUrl)).get()) ?? null
    if (row.ownHandle) {
      const holder = await holderOf(tx, row.handle)
      const same = holder && (nameKey(holder.name) === nameKey(row.name) || sameWebsite(holder, row))
      if (same) return holder
    }
    this.#named ??= this.#readNames()
    return this.#made.get(keyOf(row)) ?? (await this.#named).get(keyOf(row)) ?? null
  }

  add(row: ImportRow, channel: Known): void {
    this.#made.set(keyOf(row), { id: channel.id, handle: channel.handle })
  }

  /** Read once, and only for rows that have no feed: names have no index of their own. */
  async #readNames(): Promise<Map<string, Known>> {
    const named = new Map<string, Known>()
    for (let last = ''; ;) {
      const page = await this.#ctx.db.read
        .select()
        .from(channels)
        .where(gt(channels.id, last))
        .orderBy(asc(channels.id))
        .limit(PAGE)
      for (const channel of page) named.set(keyOf(channel), { id: channel.id, handle: channel.handle })
      if (page.length < PAGE) return named
      last = page.at(-1)!.id
    }
  }
}

const KNOWN = { id: channels.id, handle: channels.handle }

async function holderOf(tx: Tx, handle: string) {
  const { name, website } = channels
  return tx
    .select({ ...KNOWN, name, website })
    .from(handles)
    .innerJoin(channels, eq(channels.id, handles.channelId))
    .where(eq(handles.handle, handle))
    .get()
}

type Named = { name: string; website: string | null; country: string | null }

function keyOf({ name, website, country }: Named): string {
  return [nameKey(name), website ?? '', country ?? ''].join('\n')
}

function nameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
}

function sameWebsite(a: { website: string | null }, b: { website: string | null }): boolean {
  return a.website !== null && a.website === b.website
}
