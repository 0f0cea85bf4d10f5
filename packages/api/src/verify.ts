/** What it takes to look for words in everything that is stored: little, so that it can be asked for at any time. */
export type { Storage } from './core/ports.ts'
export { createS3Storage } from './core/storage.s3.ts'
export { scanDatabases } from './retention/scan.database.ts'
export { type Finding, patternsOf, scan, scanForMarkers } from './retention/scan.ts'
export { readDocuments } from './search/meilisearch.documents.ts'
