import { expect, test } from 'vitest'
import { SharedAnswers } from './shared.ts'

const MOST = 32 * 2 ** 20
const answer = (body: string) => ({
  headers: ['content-type', 'application/json'],
  etag: '"a"',
  body: Buffer.from(body),
  from: 0,
  until: 30_000,
  calls: 1,
  channels: ['chn_1'],
  begun: 0,
})

test('small answers under long addresses don’t fill the memory', () => {
  const shared = new SharedAnswers(() => 0)
  const urlOf = (at: number) => `/api/trpc/posts.list?x=${String(at).padStart(10_000, '0')}`
  const count = 5_000
  for (let at = 0; at < count; at += 1) shared.keep(urlOf(at), answer('{}'))
  const kept = Array.from({ length: count }, (_, at) => shared.find(urlOf(at))).filter(Boolean).length
  expect(kept).toBeGreaterThan(MOST / 10_000 / 2)
  expect(kept * 10_000).toBeLessThanOrEqual(MOST)
})

test('an answer goes with a change in one of its channels, even when the changes of others are too many to remember', () => {
  const shared = new SharedAnswers(() => 0)
  shared.keep('/a', answer('{}'))
  for (let at = 0; at < 5; at += 1) shared.changed(`chn_other_${at}`)
  expect(shared.find('/a')).not.toBeNull()
  shared.changed('chn_1')
  for (let at = 0; at < 10_001; at += 1) shared.changed(`chn_other_${at}`)
  expect(shared.find('/a')).toBeNull()
  shared.keep('/a', { ...answer('{}'), begun: 1 })
  expect(shared.find('/a')).toBeNull()
  shared.keep('/a', { ...answer('{}'), begun: shared.begin() })
  expect(shared.find('/a')).not.toBeNull()
})
