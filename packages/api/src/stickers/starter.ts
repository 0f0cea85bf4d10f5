import { eq } from 'drizzle-orm'
import { readFile } from 'node:fs/promises'
import { settings } from '../accounts/table.ts'
import { type Core, transact } from '../core/context.ts'
import { storePicture } from './pictures.ts'
import { stickerPacks, stickers } from './table.ts'

const NAME = 'Carillon'
/** Drawn for this project; `starter/*.svg` are the sources. */
const STARTER: Record<string, string[]> = {
  ring: ['🔔', '📢'],
  'thumbs-up': ['👍', '👌'],
  heart: ['❤️', '🤗'],
  party: ['🎉', '🥳'],
  thanks: ['💐', '🙏'],
  news: ['📣', '🚨'],
  storm: ['⛈️', '⚠️'],
  morning: ['☀️', '🌞'],
  night: ['🌙', '😴'],
  applause: ['👏', '🙌'],
  thinking: ['🤔'],
  question: ['❓', '🤷'],
  check: ['✅', '😉'],
  rain: ['🌧️', '😢'],
  cake: ['🎂', '🕯️'],
  coffee: ['☕', '🥱'],
}

const SETTING = 'starter_stickers'
/** What was brought, whether or not it is there still: what an operator took away doesn't come back. */
type Brought = { packId: string; names: string[] }

/** Brings everybody's first pack, and later what it has grown by, once; aborted, it is left to the next start. */
export async function bringStarterPack(ctx: Core, signal?: AbortSignal): Promise<void> {
  const known = await ctx.db.read.select().from(settings).where(eq(settings.name, SETTING)).get()
  const brought = (known?.value ?? { packId: ctx.newId('pck'), names: [] }) as Brought
  const added = Object.keys(STARTER).filter((name) => !brought.names.includes(name))
  if (added.length === 0) return
  const rows: (typeof stickers.$inferInsert)[] = []
  for (const [at, name] of added.entries()) {
    if (signal?.aborted) return
    const picture = await storePicture(ctx, await readFile(new URL(`./starter/${name}.svg`, import.meta.url)))
    const position = brought.names.length + at
    rows.push({ ...picture, id: ctx.newId('stk'), packId: brought.packId, position, emoji: STARTER[name]! })
  }
  await transact(ctx, async (tx) => {
    const now = ctx.now()
    const pack = { id: brought.packId, channelId: null, name: NAME, createdAt: now, updatedAt: now }
    if (!known) await tx.insert(stickerPacks).values(pack)
    const stays = await tx.select().from(stickerPacks).where(eq(stickerPacks.id, brought.packId)).get()
    if (stays) await tx.insert(stickers).values(rows)
    const value = { ...brought, names: [...brought.names, ...added] }
    await tx
      .insert(settings)
      .values({ name: SETTING, value })
      .onConflictDoUpdate({ target: settings.name, set: { value } })
  })
}
