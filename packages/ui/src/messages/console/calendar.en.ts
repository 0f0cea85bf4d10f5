import { counting } from '../plural.ts'

const count = counting('en')

export const en = {
  view: 'Show as',
  list: 'List',
  month: 'Month',
  previous: 'Month before',
  next: 'Month after',
  today: 'Today',
  posts: (n: number) => count(n, { one: '# post', other: '# posts' }),
  more: (n: number) => `+${n}`,
  nothing: 'Nothing goes out on this day.',
  write: 'Write for this day',
  forDay: (day: string) => `For ${day}: write it, then press “Schedule”.`,
  late: 'Its time is over',
  wish: 'Waits for review',
  move: 'Move',
  moved: (day: string) => `It goes out on ${day} now`,
  kinds: {
    photo: 'Photo',
    video: 'Video',
    album: 'Album',
    sticker: 'Sticker',
    poll: 'Poll',
    voice: 'Voice note',
    document: 'Document',
  },
}

export type Calendar = typeof en
