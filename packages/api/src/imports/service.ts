import type { ImportNote, ImportOpml, ImportReport } from '@carillon/contract'
import { clip, LIMITS, RETENTION_DAYS } from '@carillon/contract'
import { eq } from 'drizzle-orm'
import { insertChannel } from '../channels/service.ts'
import { channels, handles } from '../channels/table.ts'
import { type Ctx, transact } from '../core/context.ts'
import type { Tx } from '../core/database.ts'
import { countryFromFileName, suggestHandle } from './handles.ts'
import { parseOpml } from './opml.ts'

type Outline = ReturnType<typeof parseOpml>['outlines'][number]

/** So many channels a transaction: other writers get their turn in between. */
const BATCH = 50

/** Makes listed, unclaimed channels of the outlines; those known by their address from an earlier run are left alone. */
export async function importOpml(ctx: Ctx, { files }: ImportOpml): Promise<ImportReport> {
  const report: ImportReport = { files: files.length, outlines: 0, created: 0, known: 0, notes: [] }
  for (const file of files) {
    const { outlines, notes } = parseOpml(file)
    report.outlines += outlines.length
    report.notes.push(...notes)
    const country = countryFromFileName(file.name)
    for (let at = 0; at < outlines.length; at += BATCH) {
      await transact(ctx, async (tx) => {
        for (const outline of outlines.slice(at, at + BATCH)) {
          await importOutline(ctx, tx, file.name, country, outline, report)
        }
      })
    }
  }
  return report
}

async function importOutline(
  ctx: Ctx,
  tx: Tx,
  file: string,
  country: string | null,
  outline: Outline,
  report: ImportReport,
): Promise<void> {
  const note = (code: ImportNote['code'], detail: string) =>
    report.notes.push({ file, line: outline.line, code, detail })
  const known = outline.feedUrl
    ? await tx.select().from(channels).where(eq(channels.feedUrl, outline.feedUrl)).get()
    : null
  if (known) {
    report.known += 1
    note('duplicate', `@${known.handle} has this address already`)
    return
  }
  const name = clip(outline.name, LIMITS.channelName)
  const handle = await suggestHandle(name, hostOf(outline.feedUrl ?? outline.siteUrl), (wanted) => isTaken(tx, wanted))
  if (/_\d+$/.test(handle)) note('handle_renamed', `@${handle}: the handle without a number is taken`)
  await insertChannel(ctx, tx, {
    handle,
    name,
    description: clip(outline.description, LIMITS.channelDescription),
    category: 'news',
    country,
    language: null,
    listed: true,
    access: 'open',
    retentionDays: RETENTION_DAYS,
    claimed: false,
    website: outline.siteUrl ?? originOf(outline.feedUrl),
    feedUrl: outline.feedUrl,
  })
  report.created += 1
}

async function isTaken(tx: Tx, handle: string): Promise<boolean> {
  return (await tx.$count(handles, eq(handles.handle, handle))) > 0
}

function hostOf(url: string | null): string | null {
  return url && URL.canParse(url) ? new URL(url).hostname : null
}

function originOf(url: string | null): string | null {
  return url && URL.canParse(url) && /^https?:/.test(url) ? new URL(url).origin : null
}
