import type { SCOPES } from '@carillon/contract'
import { foreignKey, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { members } from '../channels/table.ts'

/** A key hangs on its maker's membership, and is gone with it. */
export const apiKeys = sqliteTable(
  'api_keys',
  {
    id: text('id').primaryKey(),
    secretHash: text('secret_hash').notNull().unique(),
    channelId: text('channel_id').notNull(),
    accountId: text('account_id').notNull(),
    name: text('name').notNull(),
    scopes: text('scopes', { mode: 'json' }).$type<(typeof SCOPES)[number][]>().notNull(),
    createdAt: integer('created_at').notNull(),
    lastUsedAt: integer('last_used_at'),
  },
  (table) => [
    foreignKey({
      columns: [table.channelId, table.accountId],
      foreignColumns: [members.channelId, members.accountId],
    }).onDelete('cascade'),
    index('api_keys_member').on(table.channelId, table.accountId),
  ],
)
