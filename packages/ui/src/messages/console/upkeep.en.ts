import type { Alarm, Erasure, Vitals } from '@carillon/contract'
import { counting } from '../plural.ts'

const count = counting('en')

/** What the sentences of alarms tell: numbers are written already, but for those that are counted. */
export type AlarmFacts = {
  /** How far the clock is off, without its direction: `3 days`. */
  off: string
  due: number
  posts: string
  free: string
  /** Of the last backup: `9 days`. */
  age: string
}

export const upkeep = {
  title: 'Upkeep',
  lead: 'How this instance keeps what it promises. This page stays up to date while you look at it.',
  well: 'Everything is in order.',
  needs: (n: number) => count(n, { one: '# thing needs you', other: '# things need you' }),
  alarms: {
    clock_in_doubt: {
      title: 'The clock jumped ahead',
      hint: ({ off, due, posts }) =>
        `It is ${off} ahead of any time that is sure. By it ${count(due, { one: '# post', other: '# posts' })} of ${posts} would end: they are hidden, but not erased, and nothing can be published. If the clock is wrong, set it right, and everything is as it was. If it is right, say so here.`,
    },
    clock_behind: {
      title: 'The clock was set back',
      hint: ({ off }) =>
        `It is ${off} behind the time that has passed. Nobody can read a post for longer because of that: time here goes on by itself until the clock has caught up. Set it right, or say that it is right as it is.`,
    },
    erasure_late: {
      title: 'The nightly erasure is late',
      hint: () =>
        'It is more than a day ago, or broke off. What is past its time is hidden, but still there. Erase now; if that fails too, the server’s log says why.',
    },
    erasure_unclean: {
      title: 'The database’s log could not be emptied',
      hint: () =>
        'Another program has the database open, so its log may still hold what was erased. Close whatever reads carillon.db, then erase now.',
    },
    queue_stuck: {
      title: 'Something has waited for more than five minutes',
      hint: () =>
        'It is marked below. It goes on by itself once what it waits for answers again: for search, see whether the engine runs; for the rest, look into the server’s log.',
    },
    disk_low: {
      title: 'The disk is nearly full',
      hint: ({ free }) =>
        `${free} are left. When there is no room at all, nothing can be published. Make some, or give the data folder a larger disk.`,
    },
    backup_late: {
      title: 'The last backup is old',
      hint: ({ age }) => `It is ${age} old. Make one now, and see why the timetable that should have done so didn’t.`,
    },
    backup_failed: {
      title: 'The last backup failed',
      hint: () => 'Why is said below. Earlier ones are untouched. Put it right, then make another.',
    },
  } satisfies Record<Alarm, { title: string; hint: (facts: AlarmFacts) => string }>,
  toRight: 'The clock is right…',
  erasure: 'Erasure',
  erasureLead:
    'What is past its time is hidden at once, and erased each night: posts, files and the keys they were sealed with.',
  last: 'Last run',
  never: 'None yet',
  next: 'Next run',
  noTimetable: 'Not on a timetable',
  due: 'Still to be erased',
  dueCount: (n: number) => count(n, { one: '# post, hidden already', other: '# posts, hidden already' }),
  dueNone: 'Nothing',
  eraseNow: 'Erase now',
  waiting: 'Other upkeep is under way, such as a backup. An erasure would wait for it.',
  progress: (done: string, all: string) => `Erasing: ${done} of ${all} posts`,
  progressFiles: 'Erasing: files and keys',
  progressBegins: 'The erasure begins…',
  erasedNow: (posts: number) => count(posts, { one: 'Done: # post was erased', other: 'Done: # posts were erased' }),
  nothingNow: 'Done: nothing was past its time',
  heldNow: 'Nothing was erased, because the clock is in doubt',
  lost: 'The connection was lost. The erasure goes on at the server, and this page will show how it went.',
  clock: 'Clock',
  serverTime: 'The server’s clock',
  deviceTime: 'This device’s clock',
  inStep: 'In step with the time that has passed',
  ahead: (off: string) => `${off} ahead of any time that is sure`,
  behind: (off: string) => `${off} behind the time that has passed`,
  differs: (off: string) => `They differ by ${off}: one of them is wrong.`,
  confirmTitle: 'Is the clock right?',
  confirmDoubt: (due: number, posts: string) =>
    `If it is, ${count(due, { one: '# post', other: '# posts' })} of ${posts} are erased now, with their photos, files, votes and reactions, and the keys of their days with them. No backup brings them back.`,
  confirmBehind: (off: string) =>
    `Time here then goes back by ${off}. Posts that ended since, and are not erased, can be read again until their end.`,
  compared: 'I have compared it with another clock',
  confirmErase: 'It is right: erase',
  confirmTrust: 'It is right',
  queues: 'What waits',
  queuesLead: 'Work that follows a change, and how long the oldest of it has waited.',
  queue: 'For',
  queueWaiting: 'Waiting',
  queueOldest: 'Since',
  late: 'late',
  queueNames: {
    search: 'Search',
    site: 'Directory pages',
    live: 'Readers who are connected',
    webhooks: 'Webhooks, to be queued',
    deliveries: 'Webhooks, to be sent',
    notifications: 'Notifications, to be queued',
    pushes: 'Notifications, to be sent',
  } satisfies Record<Vitals['queues'][number]['name'], string>,
  room: 'Room',
  database: 'Database',
  databaseLog: 'Its log',
  media: 'Files of channels',
  free: 'Free on the disk',
  unknown: 'Not known',
  backup: 'Backup',
  backupNone: 'None was made by this server yet.',
  backupHow:
    'One is made each night where CARILLON_BACKUP_TO and CARILLON_BACKUP_KEYS are set, and at any time by the command below. Everything goes on meanwhile, and the keys go to a folder of their own.',
  backupLast: 'Last',
  backupSize: 'Size',
  backupRunning: 'Not done yet',
  backupFailed: 'It failed',
  ago: (span: string) => `${span} ago`,
  record: 'Record',
  recordLead: 'Every run: numbers, days and channels, never what was erased.',
  recordEmpty: 'No run yet',
  recordEmptyHint: 'The first is recorded at the server’s start.',
  cause: { start: 'At the server’s start', night: 'At night', asked: 'Asked for' } satisfies Record<
    Erasure['cause'],
    string
  >,
  outcome: (posts: number, media: number) =>
    `${count(posts, { one: '# post', other: '# posts' })} and ${count(media, { one: '# file', other: '# files' })} erased`,
  nothing: 'Nothing was past its time',
  held: (n: number) =>
    count(n, {
      one: 'Held because the clock was in doubt: # post was left',
      other: 'Held because the clock was in doubt: # posts were left',
    }),
  running: 'Running',
  cutShort: 'Cut short; the next one went on from there',
  unclean: 'The database’s log could not be emptied',
  channels: (n: number) => count(n, { one: 'Of # channel', other: 'Of # channels' }),
  channelsMost: (n: number) => `Of the ${n} channels with the most`,
  posts: (n: number) => count(n, { one: '# post', other: '# posts' }),
  checkHint: 'Whether a text is really gone can be checked on the server, in every file and every copy:',
}

/** What a channel's team sees of it. */
export const erased = {
  title: 'What was erased',
  lead: 'Posts end by themselves. This is the record of it: how many, never what they said.',
  before: 'Before a post ends',
  beforeHint: (days: number) =>
    count(days, {
      one: 'Posts of this channel can be read for # day. From that moment nobody sees them, and the night after they are erased for good. What you want to keep, export before.',
      other:
        'Posts of this channel can be read for # days. From that moment nobody sees them, and the night after they are erased for good. What you want to keep, export before.',
    }),
  none: 'There is no live post to export.',
  holds: (posts: number, size: string) =>
    `${count(posts, { one: '# live post', other: '# live posts' })}, about ${size}`,
  export: 'Export the posts',
  howLong: 'Change how long posts live',
  promise: 'How erasing works',
  record: 'Record',
  empty: 'Nothing was erased yet',
  emptyHint: 'The first posts of this channel have still to reach their end.',
  posts: (n: number) => count(n, { one: '# post erased', other: '# posts erased' }),
  unfinished: 'Not finished; the next one goes on from there',
  keys: (n: number, days: string) =>
    count(n, { one: `Key of ${days} destroyed`, other: `Keys of # days destroyed, ${days}` }),
  span: (from: string, to: string) => `${from} to ${to}`,
}

export type Upkeep = typeof upkeep
export type Erased = typeof erased
