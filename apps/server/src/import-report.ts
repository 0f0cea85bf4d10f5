import { countOutcomes, type ImportNoteCode, type ImportReport } from '@carillon/contract'

const NOTES: Record<ImportNoteCode, string> = {
  encoding: 'not UTF-8, read as',
  characters: 'left out characters that no text may hold, the first is',
  ampersand: 'took a bare & as it stands',
  quotes: 'took torn quotes as they stand',
  malformed: 'read past what isn’t well-formed',
  no_name: 'has no name, so it is named after its address',
  too_long: 'too long, cut',
  handle_invalid: 'not a handle, made another',
  handle_taken: 'the handle is taken, numbered',
  category_unknown: 'no category of ours, filed as the rest is',
  country_unknown: 'no country, left open',
  language_unknown: 'no language code, left open',
  address_invalid: 'no address of the web, left open',
  unknown_column: 'no column of ours, left out',
  nameless: 'has no name and no address, left out',
  unreadable: 'beyond repair, left out',
  unknown_file: 'neither OPML nor CSV with a column “name”, left out',
  no_rows: 'holds no channel',
  duplicate: 'known already, left as it is',
  repeated: 'here twice, made once',
}

/** What an import did, in plain text: each note with its file and line, then the sum. */
export function describeImport(report: ImportReport): string {
  const lines = report.notes.map(({ file, line, code, detail }) => `${file}:${line}: ${NOTES[code]}: ${detail}`)
  const all = Object.values(report.counts).reduce((sum, count) => sum + count, 0)
  if (all > lines.length) lines.push(`… and ${all - lines.length} more.`)
  const { repaired, left_open, left_out } = countOutcomes(report.counts)
  const { files, rows, created, known, milliseconds } = report
  lines.push(
    `${rows} channels in ${files} files: ${created} created, ${known} known already.`,
    `${repaired} things repaired, ${left_open} left open, ${left_out} left out, in ${(milliseconds / 1000).toFixed(1)} seconds.`,
  )
  return `${lines.join('\n')}\n`
}
