import type { Core } from './context.ts'
import type { Tx } from './database.ts'
import { nextTurn } from './turns.ts'

/** Rows looked at in one turn of the event loop. */
const A_TURN = 1_000

/** Deletes what `which` (SQL, with `params`) says of a table without an index for it: slice by slice, others in between. */
export async function deleteInSlices(ctx: Core, table: string, which: string, params: unknown[]): Promise<void> {
  for (let from = Number.MIN_SAFE_INTEGER; ;) {
    const [[to] = []] = ctx.db.rows(endOfSlice(table), [from, A_TURN]) as (number | null)[][]
    if (to == null) return
    const sql = `SELECT rowid FROM ${table} WHERE rowid > ? AND rowid <= ? AND (${which})`
    const found = ctx.db.rows(sql, [from, to, ...params]).map(([rowid]) => rowid)
    if (found.length > 0) {
      const work = async (tx: Tx) => void ctx.db.run(tx, deleteThese(table), [JSON.stringify(found)])
      await ctx.db.transaction(work, { soft: true })
    }
    from = to
    await nextTurn()
  }
}

const endOfSlice = (table: string) =>
  `SELECT max(rowid) FROM (SELECT rowid FROM ${table} WHERE rowid > ? ORDER BY rowid LIMIT ?)`
const deleteThese = (table: string) => `DELETE FROM ${table} WHERE rowid IN (SELECT value FROM json_each(?))`
