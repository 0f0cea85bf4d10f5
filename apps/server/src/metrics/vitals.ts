import { ALARMS, type Vitals } from '@carillon/contract'

export type Figure = { labels: Record<string, string>; value: number }
type VitalFigure = { name: string; help: string; label?: string; read: (vitals: Vitals) => Figure[] }

/** What the operator's page shows, for programs: an alarm there is an alarm here. */
export const vitalFigures: VitalFigure[] = [
  {
    name: 'alarm',
    help: 'Whether an operator should look: 1 if so.',
    label: 'alarm',
    read: ({ alarms }) => ALARMS.map((alarm) => ({ labels: { alarm }, value: Number(alarms.includes(alarm)) })),
  },
  {
    name: 'clock_ahead_seconds',
    help: 'How far the clock is ahead of what is sure to have passed.',
    read: ({ clock }) => one(clock.ahead / 1000),
  },
  {
    name: 'posts_held',
    help: 'Posts that are hidden but not erased, because the clock is in doubt.',
    read: ({ clock }) => one(clock.doubt?.due ?? 0),
  },
  {
    name: 'erasure_last_timestamp_seconds',
    help: 'When the last erasure began, Unix time.',
    read: ({ erasure: { last } }) => one(last && last.startedAt / 1000),
  },
  {
    name: 'erasure_last_posts',
    help: 'Posts that the last erasure erased.',
    read: ({ erasure: { last } }) => one(last && last.posts),
  },
  {
    name: 'deliveries_waiting',
    help: 'Deliveries to webhooks that wait to be sent.',
    read: ({ queues }) => one(queues.find(({ name }) => name === 'deliveries')?.waiting ?? 0),
  },
  {
    name: 'database_bytes',
    help: 'Size of the database and of its write-ahead log.',
    label: 'file',
    read: ({ disk }) => (['database', 'log'] as const).map((file) => ({ labels: { file }, value: disk[file] })),
  },
  { name: 'media_bytes', help: 'Size of what channels keep in files.', read: ({ disk }) => one(disk.media) },
  { name: 'disk_free_bytes', help: 'Room on the disk of the data folder.', read: ({ disk }) => one(disk.free) },
  {
    name: 'backup_last_timestamp_seconds',
    help: 'When the last backup began, Unix time.',
    read: ({ backup }) => one(backup && backup.startedAt / 1000),
  },
  { name: 'backup_bytes', help: 'Size of the last backup.', read: ({ backup }) => one(backup && backup.bytes) },
]

/** What isn't known has no value. */
function one(value: number | null): Figure[] {
  return value === null ? [] : [{ labels: {}, value }]
}
