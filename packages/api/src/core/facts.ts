/**
 * The names of what a line of the log may say beside its event. There is none for what people wrote, who they are or
 * where they come from, and nothing else reaches the log: a new name has to be thought about here.
 */
export const FACTS = [
  'attempt',
  'bytes',
  'clean',
  'code',
  'consumer',
  'files',
  'job',
  'keys',
  'kind',
  'media',
  'method',
  'milliseconds',
  'nearest',
  'operation',
  'path',
  'posts',
  'reason',
  'retryInMs',
  'route',
  'run',
  'status',
  'variable',
] as const

export type Facts = { [name in (typeof FACTS)[number]]?: string | number | boolean | number[] | null | undefined }
