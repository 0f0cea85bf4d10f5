import type { ImportNoteCode, ImportOutcome } from '@carillon/contract'
import { counting } from '../plural.ts'

const count = counting('en')

export const en = {
  title: 'Import channels',
  lead: 'From OPML and CSV files. Each channel in them is listed in the directory, marked as unclaimed. What is known already is left as it is.',
  choose: 'Choose files',
  drop: 'or drop them here',
  columns: 'Columns of a CSV file, in any order; only the first is needed:',
  file: (at: number, all: number, name: string) => `File ${at} of ${all}: ${name}`,
  reading: 'Being read',
  rows: (done: string, all: string) => `${done} of ${all} channels`,
  lost: 'The server can’t be reached, but it goes on with this file. Import it again later for its report: nothing is made twice.',
  report: 'Report',
  sum: (created: number, known: number, files: number) =>
    `${count(created, { one: '# channel created', other: '# channels created' })}, ${count(known, { one: '# known already', other: '# known already' })}, from ${count(files, { one: '# file', other: '# files' })}.`,
  took: (seconds: number) => `It took ${count(seconds, { one: '# second', other: '# seconds' })}.`,
  failed: 'Not imported',
  clean: 'Nothing had to be repaired.',
  show: 'Show',
  all: (notes: string) => `All notes (${notes})`,
  kind: (words: string, notes: string) => `${words} (${notes})`,
  more: 'Show more',
  unlisted: (notes: number) =>
    count(notes, { one: '# more note is not listed.', other: '# more notes are not listed.' }),
  download: 'Download the report',
  csv: 'As CSV',
  text: 'As text',
  fileColumn: 'File',
  line: 'Line',
  what: 'What',
  detail: 'Detail',
  outcome: {
    repaired: 'Repaired',
    left_open: 'Left open',
    left_out: 'Left out',
    known: 'Known already',
  } satisfies Record<ImportOutcome, string>,
  note: {
    encoding: 'Not UTF-8, read in another encoding',
    characters: 'Characters that no text may hold, left out',
    ampersand: 'Unescaped &, taken as it stands',
    quotes: 'Torn quotes, taken as they stand',
    malformed: 'Not well-formed, read on',
    no_name: 'No name, named after its address',
    too_long: 'Too long, cut',
    handle_invalid: 'Not a handle, another was made',
    handle_taken: 'The handle is taken, numbered',
    category_unknown: 'No category of ours, filed like the rest',
    country_unknown: 'No country, left open',
    language_unknown: 'No language code, left open',
    address_invalid: 'No address of the web, left open',
    unknown_column: 'No column of ours, left out',
    nameless: 'No name and no address, left out',
    unreadable: 'Beyond repair, left out',
    unknown_file: 'Neither OPML nor CSV with a column “name”',
    no_rows: 'Holds no channel',
    duplicate: 'Known already, left as it is',
    repeated: 'Here twice, made once',
  } satisfies Record<ImportNoteCode, string>,
}

export type Imports = typeof en
