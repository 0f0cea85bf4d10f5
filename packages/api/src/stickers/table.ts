import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { channels } from '../channels/table.ts'

/** Stickers that belong together: a channel's own, or without one everybody's, from the operator. */
export const stickerPacks = sqliteTable(
  'sticker_packs',
  {
    id: text('id').primaryKey(),
    channelId: text('channel_id').references(() => channels.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [index('sticker_packs_channel').on(table.channelId)],
)

export const stickers = sqliteTable(
  'stickers',
  {
    id: text('id').primaryKey(),
    /** `null` once it is in no pack: posts may show it still. */
    packId: text('pack_id').references(() => stickerPacks.id, { onDelete: 'set null' }),
    /** Its place in the pack, from 0. */
    position: integer('position').notNull(),
    emoji: text('emoji', { mode: 'json' }).$type<string[]>().notNull(),
    moving: integer('moving', { mode: 'boolean' }).notNull(),
    /** Its name in the storage: a picture for everybody, and not encrypted. */
    object: text('object').notNull(),
    /** When it was taken out of its pack. Its picture goes when no post of that time lives any more. */
    removedAt: integer('removed_at'),
  },
  (table) => [index('stickers_pack').on(table.packId, table.position), index('stickers_removed').on(table.removedAt)],
)
