// @vitest-environment jsdom
import { DAY } from '@carillon/contract'
import { createRoot } from 'solid-js'
import { beforeEach, expect, test } from 'vitest'
import { contentOf, createDraft, draftName, type Draft } from './draft.ts'

const NOW = Date.UTC(2026, 9, 6)
const PHOTO = { mediaId: 'med_1', width: 10, height: 10, widths: [10], thumbhash: '' }
const name = draftName('acc_1', 'chn_1')

beforeEach(() => localStorage.clear())

/** Opens the composer, lets it write, and leaves without a word, as a reload does. */
async function visit(write: Partial<Draft>, now = NOW) {
  return createRoot(async (leave) => {
    const state = createDraft(name, now)
    await Promise.resolve()
    const found = { ...state.draft, lost: state.lost }
    state.setDraft(write)
    leave()
    return found
  })
}

test('what was typed is there again after a reload', async () => {
  await visit({ text: 'The bells ring at', alt: 'A tower', silent: true })
  expect(await visit({})).toMatchObject({ text: 'The bells ring at', alt: 'A tower', silent: true })
})

test('a photo that waited for longer than a day is gone, and said to be', async () => {
  await visit({ text: 'Look', photo: PHOTO, photoAt: NOW })
  expect(await visit({}, NOW + DAY - 1)).toMatchObject({ photo: PHOTO, lost: false })
  expect(await visit({}, NOW + DAY + 1)).toMatchObject({ text: 'Look', photo: null, lost: true })
})

test('another account finds nothing of it', async () => {
  await visit({ text: 'Mine' })
  expect(localStorage.getItem(`carillon.${draftName('acc_2', 'chn_1')}`)).toBeNull()
})

test('a draft with a photo becomes a photo with a caption', () => {
  const draft = { text: 'Ring', photo: PHOTO, photoAt: 0, alt: 'A bell', silent: false }
  expect(contentOf(draft)).toEqual({ kind: 'photo', text: 'Ring', photo: { mediaId: 'med_1', alt: 'A bell' } })
  expect(contentOf({ ...draft, photo: null })).toEqual({ kind: 'text', text: 'Ring' })
})
