import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join, resolve } from 'node:path'
import type { Figure } from './cases/types.ts'

const FILE = resolve(import.meta.dirname, '../RESULTS.md')

const number = (figure: Figure, value: number) =>
  figure.unit === 'ratio' ? value.toFixed(2) : `${value.toFixed(value < 10 ? 2 : 0)} ${figure.unit}`

function isMet({ target, value }: Figure): boolean | null {
  if (!target) return null
  return target.at === 'least' ? value.median >= target.value : value.median <= target.value
}

function lineOf(figure: Figure): string {
  const { id, what, value, target, details } = figure
  const wanted = target ? `${target.at === 'least' ? '≥' : '≤'} ${number(figure, target.value)}` : ''
  const met = { true: 'met', false: '**missed**', null: '' }[String(isMet(figure)) as 'true' | 'false' | 'null']
  const spread = `${number(figure, value.min)} – ${number(figure, value.max)}`
  return `| ${[id, what, number(figure, value.median), spread, wanted, met, details].join(' | ')} |`
}

const HEAD = `| # | what | median | least – most | target | | figures |
|---|---|---|---|---|---|---|`

/** Prints the table, and writes it with what it was taken on: lines of benchmarks that were not run stay as they are. */
export function report(figures: Figure[], rounds: number, size: { channels: number; posts: number }): void {
  const lines = figures.map(lineOf)
  process.stdout.write(`\n${HEAD}\n${lines.join('\n')}\n`)
  const taken = new Set(figures.map((figure) => figure.id))
  const kept = knownLines().filter((line) => !taken.has(idOf(line)))
  const table = [...kept, ...lines].toSorted((a, b) => idOf(a).localeCompare(idOf(b), 'en', { numeric: true }))
  writeFileSync(FILE, textOf(table, rounds, size))
}

const idOf = (line: string) => /^\| ([AB]\d+) /.exec(line)?.[1] ?? ''

function knownLines(): string[] {
  try {
    return readFileSync(FILE, 'utf8')
      .split('\n')
      .filter((line) => idOf(line) !== '')
  } catch {
    return []
  }
}

function textOf(table: string[], rounds: number, size: { channels: number; posts: number }): string {
  const versions = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8')) as {
    devDependencies: Record<string, string>
  }
  const { autocannon, libsql } = versions.devDependencies
  return `# Results

Ratios taken side by side in one run, in turns, ${rounds} rounds after one that warms up: the median of the ratios with
the least and the most. \`pnpm bench\` takes them anew; \`pnpm bench B3\` only some.

- ${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores (${cpus()[0]?.model.trim()}), ${(totalmem() / 2 ** 30).toFixed(0)} GiB, the load from the same cores
- Node ${process.versions.node}, libsql ${libsql}, autocannon ${autocannon}
- ${size.channels.toLocaleString('en')} channels, ${size.posts.toLocaleString('en')} posts, made from a seed

${HEAD}
${table.join('\n')}
`
}
