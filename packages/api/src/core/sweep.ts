import { inArray, type SQL, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Core } from './context.ts'
import type { Tx } from './database.ts'

/** Rows that go in one commit: others wait a few milliseconds for it. */
const BATCH = 200

/** Deletes all rows of a table that `which` picks, in small batches between which others have their turns. */
export async function deleteAll({ db }: Pick<Core, 'db'>, table: SQLiteTable, which: SQL): Promise<void> {
  const deleteSome = (tx: Tx) => {
    const some = tx
      .select({ rowid: sql`rowid` })
      .from(table)
      .where(which)
      .limit(BATCH)
    return tx
      .delete(table)
      .where(inArray(sql`rowid`, some))
      .returning({ rowid: sql`rowid` })
  }
  while ((await db.transaction(deleteSome, { soft: true })).length === BATCH);
}
