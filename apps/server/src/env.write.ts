import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { configurationTables, envExample } from './env.about.ts'

/** Where the documents that come from the schema are, and what should be in them. */
const ROOT = join(import.meta.dirname, '../../..')
const TABLES = /(?<=<!-- variables -->\n)[^]*(?=<!-- \/variables -->)/

export async function generatedFiles(): Promise<Record<string, string>> {
  const page = join(ROOT, 'docs/configuration.md')
  const text = (await readFile(page, 'utf8')).replace(TABLES, () => `\n${configurationTables()}\n`)
  return {
    [join(ROOT, '.env.example')]: envExample(),
    [page]: await format(text, { ...(await resolveConfig(page)), filepath: page }),
  }
}

if (import.meta.main) {
  for (const [path, text] of Object.entries(await generatedFiles())) await writeFile(path, text)
}
