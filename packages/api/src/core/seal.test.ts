import { DAY } from '@carillon/contract'
import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { dayOf } from './keys.ts'
import type { KeyName, KeyStore } from './ports.ts'
import { seal, unseal } from './seal.ts'

const random = (bytes: number) => new Uint8Array(randomBytes(bytes))

function memoryKeys(): KeyStore {
  const known = new Map<KeyName, Uint8Array>()
  return {
    async obtain(name) {
      const key = known.get(name) ?? random(32)
      known.set(name, key)
      return key
    },
    find: async (name) => known.get(name) ?? null,
    destroy: async (name) => void known.delete(name),
    days: async () => [...known.keys()].filter((name) => typeof name === 'number'),
    drafts: async () => [...known.keys()].filter((name) => typeof name === 'string'),
    readers: async () => [],
  }
}

const row = { id: 'pst_1', expiresAt: 40 * DAY + 5 }
const value = { kind: 'text', text: 'Ding 🔔' }

test('what is sealed opens for its row, and holds nothing in clear', async () => {
  const keys = memoryKeys()
  const sealed = await seal({ keys, random }, row, value)
  expect(sealed.includes('Ding')).toBe(false)
  expect(await unseal(keys, row, sealed)).toEqual(value)
})

test('the same words are sealed differently each time', async () => {
  const keys = memoryKeys()
  const sealed = await Promise.all([seal({ keys, random }, row, value), seal({ keys, random }, row, value)])
  expect(sealed[0].equals(sealed[1])).toBe(false)
})

test('it opens for no other row and no other day', async () => {
  const keys = memoryKeys()
  const sealed = await seal({ keys, random }, row, value)
  await keys.obtain(41)
  expect(await unseal(keys, { ...row, id: 'pst_2' }, sealed)).toBeNull()
  expect(await unseal(keys, { ...row, expiresAt: 41 * DAY }, sealed)).toBeNull()
  expect(await unseal(keys, { ...row, expiresAt: 41 * DAY - 1 }, sealed)).toEqual(value)
})

test('a bit that changed anywhere keeps it shut', async () => {
  const keys = memoryKeys()
  const sealed = await seal({ keys, random }, row, value)
  for (let at = 0; at < sealed.length; at += 1) {
    const damaged = Buffer.from(sealed)
    damaged[at]! ^= 1
    expect(await unseal(keys, row, damaged)).toBeNull()
  }
  for (const length of [0, 1, 12, 13, 28]) expect(await unseal(keys, row, sealed.subarray(0, length))).toBeNull()
})

test('it is shut for good once its day’s key is destroyed', async () => {
  const keys = memoryKeys()
  const sealed = await seal({ keys, random }, row, value)
  await keys.destroy(dayOf(row.expiresAt))
  expect(await unseal(keys, row, sealed)).toBeNull()
  await keys.obtain(dayOf(row.expiresAt))
  expect(await unseal(keys, row, sealed)).toBeNull()
})

test('what has no end of its own opens until the key of its own is destroyed', async () => {
  const keys = memoryKeys()
  const draft = { id: 'dft_1', expiresAt: null }
  const sealed = await seal({ keys, random }, draft, value)
  expect(await keys.drafts()).toEqual(['dft_1'])
  expect(await unseal(keys, draft, sealed)).toEqual(value)
  await keys.destroy('dft_1')
  expect(await unseal(keys, draft, sealed)).toBeNull()
})
