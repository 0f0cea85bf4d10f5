import { type EditInstance, type Instance, InstanceSettings, RETENTION_DAYS } from '@carillon/contract'
import { type Core, type Ctx, transact } from '../core/context.ts'
import { accounts, settings } from './table.ts'

const DEFAULTS: InstanceSettings = { name: 'Carillon', creation: 'invited' }

export async function readSettings(ctx: Core): Promise<InstanceSettings> {
  const rows = await ctx.db.read.select().from(settings)
  const stored = Object.fromEntries(rows.map((row) => [row.name, row.value]))
  return InstanceSettings.parse({ ...DEFAULTS, ...stored })
}

export async function getInstance(ctx: Ctx): Promise<Instance> {
  const account = await ctx.db.read.select({ id: accounts.id }).from(accounts).limit(1).get()
  return { ...(await readSettings(ctx)), retentionDays: RETENTION_DAYS, empty: !account }
}

export async function editInstance(ctx: Ctx, input: EditInstance): Promise<Instance> {
  const changed = Object.entries(input).filter(([, value]) => value !== undefined)
  await transact(ctx, async (tx) => {
    for (const [name, value] of changed) {
      await tx.insert(settings).values({ name, value }).onConflictDoUpdate({ target: settings.name, set: { value } })
    }
  })
  return getInstance(ctx)
}
