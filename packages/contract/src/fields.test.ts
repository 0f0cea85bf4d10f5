import { describe, expect, test } from 'vitest'
import { CreateChannel } from './channels.ts'
import { SignUp } from './accounts.ts'
import { fieldSentence } from './fields.ts'
import { LOCALES } from './lists.ts'
import { PostContent } from './content.ts'

const wrong = (
  schema: { safeParse: (input: unknown) => { error?: { issues: Parameters<typeof fieldSentence>[0][] } } },
  input: unknown,
) =>
  Object.fromEntries(
    schema.safeParse(input).error!.issues.map((issue) => [issue.path.join('.'), fieldSentence(issue, 'en')]),
  )

describe('what is wrong with a field is said to a person', () => {
  test('of a channel', () => {
    const input = { handle: '1x', name: '', description: 'd'.repeat(2_049), category: 'cats', retentionDays: 31 }
    expect(wrong(CreateChannel, input)).toEqual({
      handle: '3 to 32 letters a–z, digits and _, beginning with a letter.',
      name: 'Please fill this in.',
      description: 'At most 2048 characters, please.',
      category: 'Please choose one from the list.',
      retentionDays: 'At most 30, please.',
    })
  })

  test('of a new account', () => {
    const input = { token: 't'.repeat(20), email: 'nobody', password: 'short' }
    expect(wrong(SignUp, input)).toEqual({
      email: 'This isn’t an e-mail address.',
      name: 'Please fill this in.',
      password: 'At least 10 characters, please.',
    })
  })

  test('of an empty post', () => {
    expect(wrong(PostContent, { kind: 'text', text: '  ' })).toEqual({ text: 'Please fill this in.' })
  })

  test('in each language, without the words of a schema', () => {
    const { issues } = CreateChannel.safeParse({ handle: {}, name: 3, category: null, country: 'XX' }).error!
    for (const locale of LOCALES) {
      for (const issue of issues) expect(fieldSentence(issue, locale)).not.toMatch(/invalid|expected|received|input/i)
    }
  })
})
