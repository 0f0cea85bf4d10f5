import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStage, type Stage, type StageChannel } from '../testing/stage.ts'

let stage: Stage
let channel: StageChannel
beforeAll(async () => {
  stage = await openStage()
  channel = await stage.channel({ language: 'en' })
})
afterAll(() => stage.instance.close())

const editor = () => stage.instance.as(stage.accounts.editor).posts
const french = { language: 'fr', text: 'La *cloche* sonne' }
const text = (...variants: object[]) => ({ kind: 'text' as const, text: 'The bell rings', variants: variants as [] })
const options = ['Large', 'Small']
const poll = (words: { question: string; options: string[] }) => ({
  kind: 'poll' as const,
  poll: { question: 'Which bell?', options },
  variants: [{ language: 'fr', poll: words }],
})

describe('a post in several languages', () => {
  test('is read with all of them, and the one it was written in named', async () => {
    const post = await editor().publish({
      handle: channel.handle,
      content: text(french, { language: 'ES', text: 'Suena' }),
    })
    expect(post).toMatchObject({
      language: 'en',
      content: {
        text: 'The bell rings',
        variants: [
          { language: 'fr', text: 'La *cloche* sonne', alts: [], poll: null },
          { language: 'es', text: 'Suena', alts: [], poll: null },
        ],
      },
    })
  })

  test('says nothing of variants where there are none', async () => {
    const post = await editor().publish({ handle: channel.handle, content: text() })
    expect(post.content).toEqual({ kind: 'text', text: 'The bell rings' })
  })

  test('is found by what any of them says', async () => {
    const { items } = await stage.instance.as().posts.search({ handle: channel.handle, query: 'cloche' })
    expect(items[0]!.matches).toMatchObject({ text: [], beside: [{ text: 'La cloche sonne', ranges: [[3, 9]] }] })
  })

  test('may be edited in each', async () => {
    const { id: postId } = await editor().publish({ handle: channel.handle, content: text(french) })
    const post = await editor().edit({ handle: channel.handle, postId, content: text({ ...french, text: 'Ding' }) })
    expect(post.content).toMatchObject({ variants: [{ language: 'fr', text: 'Ding' }] })
  })

  test('asks a poll in each, without its answer', async () => {
    const words = { question: 'Quelle cloche ?', options: ['Grande', 'Petite'], explanation: 'Un secret' }
    const content = { ...poll(words), poll: { question: 'Which?', options, mode: 'quiz' as const, correct: 1 } }
    const post = await editor().publish({ handle: channel.handle, content })
    expect(post.content).toMatchObject({
      variants: [{ poll: { question: 'Quelle cloche ?', options: ['Grande', 'Petite'] } }],
    })
    expect(JSON.stringify(post)).not.toMatch(/secret|explanation|correct/)
  })

  const BAD: [string, object, RegExp][] = [
    ['one language twice', text(french, { ...french, text: 'Encore' }), /variants.1.language/],
    ['a language that isn’t one', text({ language: 'xx', text: 'Hm' }), /variants.0.language/],
    [
      'more than ten',
      text(...'fr es de it pt nl da sv fi pl cs'.split(' ').map((language) => ({ language }))),
      /variants/,
    ],
    ['a poll with fewer options', poll({ question: 'Quelle ?', options: ['Grande', 'Petite', 'Autre'] }), /options/],
    ['a text that is too long', text({ language: 'fr', text: 'é'.repeat(4_097) }), /variants.0.text/],
  ]
  test.each(BAD)('is refused with %s, and says where', async (_, content, where) => {
    const answer = await stage.send('editor', 'posts.publish', {
      handle: channel.handle,
      content,
    })
    expect(answer.status).toBe(400)
    expect(Object.keys(answer.error!.fields).join(' ')).toMatch(where)
  })
})
