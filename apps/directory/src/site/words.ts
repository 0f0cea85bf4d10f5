import type { Common, Directory } from '@carillon/ui/messages'

/** What the site says: what both apps say, and under `site` what only the directory does. */
export type Words = Common & { site: Directory }
