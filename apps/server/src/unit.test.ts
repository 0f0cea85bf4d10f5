import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '../../..')
const folder = mkdtempSync(join(tmpdir(), 'carillon-unit-'))
afterAll(() => rmSync(folder, { recursive: true }))

const isThere = spawnSync('systemd-analyze', ['--version']).status === 0

test.skipIf(!isThere)('systemd takes the unit without a word, and finds little that it could do harm with', () => {
  const unit = join(folder, 'carillon.service')
  writeFileSync(unit, readFileSync(join(ROOT, 'deploy/carillon.service'), 'utf8').replaceAll('/opt/carillon', ROOT))
  const checked = spawnSync('systemd-analyze', ['verify', unit], { encoding: 'utf8' })
  expect([checked.status, checked.stderr]).toEqual([0, ''])
  const judged = execFileSync('systemd-analyze', ['security', '--offline=true', '--no-pager', unit], {
    encoding: 'utf8',
  })
  expect(Number(/exposure level for \S+: ([\d.]+)/.exec(judged)?.[1])).toBeLessThan(2)
})
