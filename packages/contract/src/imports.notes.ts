/** What an import can have to say of a place in a file, and what came of it. Free of zod, for pages. */
export const IMPORT_NOTES = {
  /** Not UTF-8; the detail names the encoding that it was read in. */
  encoding: 'repaired',
  characters: 'repaired',
  ampersand: 'repaired',
  quotes: 'repaired',
  malformed: 'repaired',
  no_name: 'repaired',
  too_long: 'repaired',
  handle_invalid: 'repaired',
  handle_taken: 'repaired',
  category_unknown: 'left_open',
  country_unknown: 'left_open',
  language_unknown: 'left_open',
  address_invalid: 'left_open',
  unknown_column: 'left_out',
  nameless: 'left_out',
  unreadable: 'left_out',
  unknown_file: 'left_out',
  no_rows: 'left_out',
  /** Here from before. */
  duplicate: 'known',
  /** Twice in what is being imported. */
  repeated: 'known',
} as const

export type ImportNoteCode = keyof typeof IMPORT_NOTES
export type ImportOutcome = (typeof IMPORT_NOTES)[ImportNoteCode]

/** How many notes of each outcome a report has, those that it doesn't list included. */
export function countOutcomes(counts: Partial<Record<ImportNoteCode, number>>): Record<ImportOutcome, number> {
  const total = { repaired: 0, left_open: 0, left_out: 0, known: 0 }
  for (const [code, count] of Object.entries(counts)) total[IMPORT_NOTES[code as ImportNoteCode]] += count
  return total
}
