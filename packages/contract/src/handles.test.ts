import { describe, expect, test } from 'vitest'
import { Handle, RESERVED_HANDLES } from './handles.ts'

describe('a handle', () => {
  test.each([
    ['bells', 'bells'],
    ['Bells', 'bells'],
    [' @Bells ', 'bells'],
    ['a_1', 'a_1'],
    ['a'.repeat(32), 'a'.repeat(32)],
  ])('%j is read as %s', (given, handle) => expect(Handle.parse(given)).toBe(handle))

  const ODD = [
    '',
    'ab',
    'a'.repeat(33),
    '1abc',
    '_abc',
    'a-b-c',
    'a b c',
    'a.b.c',
    'béll',
    'bells\n.',
    'bells/..',
    '@@bells',
  ]
  const FALSE = ['bells\u0000', 'bеlls', '%00abc', 'bells\u200B', '🔔🔔🔔']
  const OTHER = [null, undefined, 7, {}, ['bells']]
  test.each([...ODD, ...FALSE, ...OTHER])('%j is none', (given) => expect(Handle.safeParse(given).success).toBe(false))
})

test('every reserved word has the form of a handle or is too short to be one', () => {
  const odd = [...RESERVED_HANDLES].filter((word) => !/^[a-z][a-z0-9_]*$/.test(word))
  expect(odd).toEqual([])
  expect(RESERVED_HANDLES.has('console')).toBe(true)
  expect(RESERVED_HANDLES.has('bells')).toBe(false)
})
