export { createMeilisearch } from './meilisearch.ts'
export { createMiniSearch } from './minisearch.ts'
export { readDocuments } from './meilisearch.documents.ts'
