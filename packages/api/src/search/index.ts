export { createMeilisearch } from './meilisearch.ts'
export { createMiniSearch } from './minisearch.ts'
