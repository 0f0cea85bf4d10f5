import { describe, expect, test } from 'vitest'
import { type ErrorCode, ERRORS, errorSentence, HTTP_STATUS } from './errors.ts'
import { LOCALES } from './lists.ts'
import { MESSAGES } from './messages.ts'

const CODES = Object.keys(ERRORS) as ErrorCode[]

describe.each(LOCALES)('in %s', (locale) => {
  test.each(CODES)('%s has a sentence for people', (code) => {
    const sentence = errorSentence(code, locale)
    expect(sentence).toMatch(/^\p{Lu}.{8,}[.!?]$/u)
    expect(sentence).not.toContain(code)
    expect(sentence).not.toMatch(/undefined|\bnull\b|exception|HTTP|\d{3}\b error/i)
  })

  test('no sentence stands for a code that there isn’t', () => {
    expect(Object.keys(MESSAGES[locale]).toSorted()).toEqual(CODES.toSorted())
  })

  test('two codes have two sentences', () => {
    const sentences = Object.values(MESSAGES[locale])
    expect(new Set(sentences).size).toBe(sentences.length)
  })
})

test.each(CODES)('%s is said differently in each language', (code) => {
  expect(new Set(LOCALES.map((locale) => errorSentence(code, locale))).size).toBe(LOCALES.length)
})

test.each(CODES)('%s says where it comes from, and has a status that tells of an error', (code) => {
  expect(code).toMatch(/^[a-z]+\.[a-z_]+$/)
  expect(HTTP_STATUS[ERRORS[code]]).toBeGreaterThanOrEqual(400)
  expect(HTTP_STATUS[ERRORS[code]]).toBeLessThan(600)
})
