// @vitest-environment jsdom
import { DAY } from '@carillon/contract'
import { createRoot } from 'solid-js'
import { beforeEach, expect, test } from 'vitest'
import type { PhotoItem } from './attached/attached.ts'
import { createDraft, draftName, EMPTY, type Draft } from './draft.ts'

const NOW = Date.UTC(2026, 9, 6)
const FILE = { mediaId: 'med_1', width: 10, height: 10, widths: [10], thumbhash: '' }
const photo: PhotoItem = { kind: 'photo', id: 'a', name: 'tower.jpg', file: FILE, at: NOW, alt: 'A tower' }
const name = draftName('acc_1', 'chn_1')

beforeEach(() => localStorage.clear())

/** Opens the composer, lets it write, and leaves without a word, as a reload does. */
async function visit(write: Partial<Draft>, now = NOW, initial?: Draft) {
  return createRoot(async (leave) => {
    const state = createDraft(name, now, initial)
    await Promise.resolve()
    const found = structuredClone({ ...JSON.parse(JSON.stringify(state.draft)), lost: state.lost })
    state.setDraft(write)
    const changed = state.changed()
    leave()
    return { ...found, changed }
  })
}

test('what was typed is there again after a reload', async () => {
  await visit({ text: 'The bells ring at', silent: true })
  expect(await visit({})).toMatchObject({ text: 'The bells ring at', silent: true })
})

test('a photo that waited for longer than a day is gone, and said to be; its words stay', async () => {
  await visit({ text: 'Look', attached: { kind: 'shown', items: [photo] } })
  expect(await visit({}, NOW + DAY - 1)).toMatchObject({ attached: { items: [{ file: FILE }] }, lost: [] })
  expect(await visit({}, NOW + DAY + 1)).toMatchObject({
    text: 'Look',
    attached: { items: [{ file: null, alt: 'A tower', name: 'tower.jpg' }] },
    lost: ['a'],
  })
})

test('another account finds nothing of it', async () => {
  await visit({ text: 'Mine' })
  expect(localStorage.getItem(`carillon.${draftName('acc_2', 'chn_1')}`)).toBeNull()
})

test('what is kept under the same name in an older form gives its words', async () => {
  localStorage.setItem(`carillon.${name}`, JSON.stringify({ text: 'Before', photo: null, alt: '', silent: true }))
  expect(await visit({})).toMatchObject({ text: 'Before', silent: true, attached: null })
})

test('a post that is changed back is unchanged, also by the order of what it shows', async () => {
  const other = { ...photo, id: 'b', at: 0 }
  const initial: Draft = {
    ...EMPTY,
    text: 'Ring',
    attached: { kind: 'shown', items: [{ ...photo, at: 0 }, other] },
  }
  const turned: Draft['attached'] = { kind: 'shown', items: [other, { ...photo, at: 0 }] }
  expect((await visit({ attached: turned }, NOW, initial)).changed).toBe(true)
  expect((await visit({ attached: initial.attached }, NOW, initial)).changed).toBe(false)
  expect(localStorage).toHaveLength(0)
})
