import { expect, test } from 'vitest'
import { scrub } from './log.scrub.ts'

test.each([
  ['550 <ana.lópez@correo.example>: no such mailbox', '550 <[e-mail]>: no such mailbox'],
  ['mail to a+b@sub.example.org failed', 'mail to [e-mail] failed'],
  ['connect ECONNREFUSED 203.0.113.9:587', 'connect ECONNREFUSED [address]:587'],
  ['connect ETIMEDOUT 2001:db8::7', 'connect ETIMEDOUT [address]'],
  ['from ::ffff:203.0.113.9', 'from [address]'],
  ['GET https://name:word@host.example/a?token=1#x failed', 'GET https://host.example/a failed'],
  ['smtps://ana@mail.example:465', 'smtps://mail.example:465'],
  ['no such link: abcdefghijklmnopqrstuvwxyz01234', 'no such link: [token]'],
  ['key carillon_abcdefghijklmnopqrstuvwxyz01234 is wrong', 'key [token] is wrong'],
])('%j loses what is somebody’s', (text, left) => expect(scrub(text)).toBe(left))

test.each([
  'connect ECONNREFUSED 127.0.0.1:7700',
  'at run (file:///srv/node_modules/.pnpm/hono@4.13.19/node_modules/hono/dist/hono-base.js:12:34)',
  'at node:internal/process/task_queues:105:5',
  'pst_01jq8x3m2v9c4n7b5k6h8g0d2f is missing',
  'at 12:34:56 on 2026-03-29T00:30:00.000Z',
  'SQLITE_CONSTRAINT: UNIQUE constraint failed: accounts.email',
  'node 24.21.0, sqlite 3.45.1',
])('%j stays as it is', (text) => expect(scrub(text)).toBe(text))
