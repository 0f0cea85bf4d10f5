import {
  createS3Storage,
  type Finding,
  patternsOf,
  readDocuments,
  scan,
  scanDatabases,
  scanForMarkers,
} from '@carillon/api/verify'
import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Settings } from './env.ts'
import { explainFailure } from './failure.ts'
import { USAGE } from './usage.ts'

type Patterns = ReturnType<typeof patternsOf>
type Store = { name: string; scan: () => Promise<Finding[]> }

/**
 * Looks for words in everything that is stored, in each form in which a program may have kept them. In a process of its
 * own, which changes nothing. 0 when they are nowhere, 1 when they are somewhere, 2 when that can't be said.
 */
export async function verifyErasure(settings: Settings, args: string[]): Promise<number> {
  const given = readArgs(args)
  if (typeof given === 'string') {
    process.stderr.write(given)
    return 2
  }
  const { markers, folders } = given
  const stores = storesOf(settings, folders, markers)
  let [found, unread] = [0, 0]
  for (const store of stores) {
    process.stderr.write(`Looking through ${store.name} …\n`)
    try {
      const findings = await store.scan()
      found += findings.length
      for (const { file, marker, encoding } of findings)
        process.stdout.write(`${store.name}: ${file}: ${JSON.stringify(marker)} (${encoding})\n`)
    } catch (error) {
      unread += 1
      process.stderr.write(`${store.name} can’t be read: ${explainFailure(error)}\n`)
    }
  }
  if (found > 0) process.stderr.write('Found.\n')
  else if (unread > 0) process.stderr.write('Not found in what could be read.\n')
  else process.stderr.write(`Not found in ${stores.map(({ name }) => name).join(', ')}.\n`)
  return found > 0 ? 1 : unread > 0 ? 2 : 0
}

/** What to say, where they can't be used. */
function readArgs(args: string[]): { markers: string[]; folders: string[] } | string {
  try {
    const options = { in: { type: 'string', multiple: true } } as const
    const { values, positionals: markers } = parseArgs({ args, options, allowPositionals: true })
    if (markers.length === 0) return USAGE
    patternsOf(markers)
    return { markers, folders: values.in ?? [] }
  } catch (error) {
    return `${(error as Error).message}\n`
  }
}

function storesOf({ dataDir, s3, meilisearch, calledFrom }: Settings, folders: string[], markers: string[]) {
  const patterns = patternsOf(markers)
  const stores: Store[] = [dataDir, ...folders.map((folder) => resolve(calledFrom, folder))].map((folder) => ({
    name: folder,
    scan: () => scanFolder(folder, markers, patterns),
  }))
  if (s3) stores.push({ name: `the bucket ${s3.bucket}`, scan: () => scanBucket(s3, patterns) })
  if (meilisearch) {
    const { url, key = '' } = meilisearch
    stores.push({ name: `Meilisearch at ${url}`, scan: () => scanDocuments({ url, key }, patterns) })
  }
  return stores
}

async function scanFolder(folder: string, markers: string[], patterns: Patterns): Promise<Finding[]> {
  await stat(folder)
  const findings = await scanForMarkers(folder, markers)
  return findings.concat(await scanDatabases(folder, patterns))
}

async function scanBucket(s3: NonNullable<Settings['s3']>, patterns: Patterns): Promise<Finding[]> {
  // Whoever asked is told by the answer.
  const storage = await createS3Storage(s3, { info() {}, error() {} })
  const findings: Finding[] = []
  for await (const name of storage.list('')) {
    const stream = await storage.stream(name)
    if (stream) findings.push(...(await scan(name, stream, patterns)))
  }
  return findings
}

async function scanDocuments(options: { url: string; key: string }, patterns: Patterns): Promise<Finding[]> {
  const findings = new Map<string, Finding>()
  for await (const { index, json } of readDocuments(options)) {
    for (const finding of await scan(`index ${index}`, only(json), patterns))
      findings.set(`${index} ${String(finding.marker)} ${finding.encoding}`, finding)
  }
  return [...findings.values()]
}

async function* only(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}
