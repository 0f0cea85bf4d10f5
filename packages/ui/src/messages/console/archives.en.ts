import { counting } from '../plural.ts'

const count = counting('en')

export const en = {
  title: 'Posts as a file',
  lead: 'All posts that are live now, with their photos, videos and files, as a zip: to keep, or to take to another channel. Its format is documented.',
  holds: (posts: number, size: string) => `${count(posts, { one: '# post', other: '# posts' })}, about ${size}`,
  none: 'There is no live post to export.',
  export: 'Export the posts',
  import: 'Import posts',
  importHint:
    'From such a zip. Posts keep their times and are published silently; what is here already is left alone, and what is past its time stays out.',
  sending: (share: string) => `Uploading… ${share}`,
  reading: 'Reading the archive…',
  running: (done: string, of: string) => `${done} of ${of} posts`,
  created: (n: number) => count(n, { one: '# post was imported.', other: '# posts were imported.' }),
  known: (n: number) => count(n, { one: '# was here already.', other: '# were here already.' }),
  left: (n: number) => count(n, { one: '# was left out:', other: '# were left out:' }),
  post: (at: number) => `Post ${at}`,
  notes: {
    unreadable: 'can’t be read',
    past: 'is past its time',
    future: 'has a time that is still to come',
    file_missing: 'names a file that isn’t in the archive',
    refused: 'shows a file that can’t be taken',
    sticker_missing: 'shows a sticker that isn’t here',
  },
  lost: 'The server can’t be reached, so what became of the import isn’t known. Importing the same file again does nothing twice.',
  storage: 'Storage',
  used: (used: string, quota: string) => `${used} of ${quota} used by files of posts and drafts`,
  usedOpen: (used: string) => `${used} used by files of posts and drafts`,
}

export type Archives = typeof en
