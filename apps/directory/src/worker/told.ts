import type { LiveEvent } from '@carillon/contract'

/** What pages tell the service worker: what has happened to what it keeps, or to keep nothing of it. */
export type Told = LiveEvent | 'forget'
