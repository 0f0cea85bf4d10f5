import { ALARMS } from '@carillon/contract'
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../../../..')
const RULES = join(ROOT, 'deploy/alerts.yml')
const expressions = [...readFileSync(RULES, 'utf8').matchAll(/^ +expr: '(.*)'$/gm)].map(([, expression]) => expression!)

/** That the page lists what is served, and nothing else, another test sees to. */
const listed = new Set(
  [...readFileSync(join(ROOT, 'docs/metrics.md'), 'utf8').matchAll(/^\| `(carillon_\w+)`/gm)].map(([, name]) => name),
)

test('every metric that a rule looks at is served', () => {
  expect(expressions.length).toBeGreaterThan(ALARMS.length)
  const names = expressions.flatMap((expression) => expression.match(/\bcarillon_\w+/g) ?? [])
  const unknown = names.filter((name) => !listed.has(name.replace(/_(count|sum|bucket)$/, '')) && !listed.has(name))
  expect(unknown).toEqual([])
  expect(listed).not.toContain('carillon_of_nothing')
})

test('every alarm has its rule', () => {
  const ruled = expressions.flatMap((expression) => /alarm="(\w+)"/.exec(expression)?.[1] ?? [])
  expect(ruled.toSorted()).toEqual(ALARMS.toSorted())
})

const promtool = (process.env['PATH'] ?? '')
  .split(delimiter)
  .map((folder) => join(folder, 'promtool'))
  .find(existsSync)

test.skipIf(!promtool)('Prometheus takes them (skipped without a promtool on the PATH)', () => {
  expect(execFileSync(promtool!, ['check', 'rules', RULES]).toString()).toContain('SUCCESS')
})
