import { CATEGORIES, CreateChannel, DAY, LIMITS, parseMarkup, PostContent, RESERVED_HANDLES } from '@carillon/contract'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { drawAvatar, drawPicture, SAMPLE_CHANNELS } from './index.ts'

const posts = SAMPLE_CHANNELS.flatMap((channel) => channel.posts)
const text = posts.map((post) => post.text)

test('the sample is about 24 channels in three languages, twelve countries or more, and nearly all categories', () => {
  const different = (of: (channel: (typeof SAMPLE_CHANNELS)[number]) => string) => new Set(SAMPLE_CHANNELS.map(of))
  expect(SAMPLE_CHANNELS.length).toBeGreaterThanOrEqual(24)
  expect([...different(({ language }) => language)].toSorted()).toEqual(['en', 'es', 'fr'])
  expect(different(({ country }) => country).size).toBeGreaterThanOrEqual(12)
  expect(different(({ category }) => category).size).toBe(CATEGORIES.length)
  expect(different(({ handle }) => handle).size).toBe(SAMPLE_CHANNELS.length)
})

test.each(SAMPLE_CHANNELS)('$handle could have been made by hand', (channel) => {
  const { archived: _archived, verified: _verified, avatar: _avatar, posts: own, ...profile } = channel
  expect(CreateChannel.safeParse(profile).error).toBeUndefined()
  expect(RESERVED_HANDLES.has(channel.handle)).toBe(false)
  expect(own.length).toBeGreaterThanOrEqual(4)
  expect(own.length).toBeLessThanOrEqual(12)
  expect(own.filter(({ pinned }) => pinned).length).toBeLessThanOrEqual(LIMITS.pins)
  expect(own.map(({ age }) => age)).toEqual(own.map(({ age }) => age).toSorted((a, b) => a - b))
  for (const post of own) {
    expect(post.age).toBeGreaterThan(0)
    expect(post.age).toBeLessThan(29 * DAY)
    if (!post.picture) expect(PostContent.safeParse({ kind: 'text', text: post.text }).error).toBeUndefined()
    else expect(post.text.length).toBeLessThanOrEqual(LIMITS.caption)
    expect(post.picture?.alt ?? 'none').toMatch(/\S/)
  }
})

test('the markup is used, links go nowhere real, and mentions are of each other', () => {
  const kinds = new Set(text.flatMap((one) => parseMarkup(one).map(({ type }) => type)))
  expect([...kinds].toSorted()).toEqual(['code', 'list', 'paragraph', 'quote'])
  for (const [, host] of text.join('\n').matchAll(/https?:\/\/([^/\s`]+)/g)) expect(host).toMatch(/\.example$/)
  const handles = SAMPLE_CHANNELS.map(({ handle }) => handle)
  for (const [, handle] of text.join('\n').matchAll(/(?<=\s)@([a-z0-9_]+)/g)) expect(handles).toContain(handle)
})

test('drawings are the same for the same seed, and have their sizes', async () => {
  const [one, again, other] = await Promise.all([drawAvatar('sun:a'), drawAvatar('sun:a'), drawAvatar('tiles:b')])
  expect(one.equals(again)).toBe(true)
  expect(one.equals(other)).toBe(false)
  expect(await sharp(one).metadata()).toMatchObject({ format: 'png', width: 320, height: 320 })
  const pictures = posts.flatMap(({ picture }) => picture ?? [])
  expect(pictures.length).toBeLessThanOrEqual(16)
  const picture = await drawPicture(pictures[0]!.kind, pictures[0]!.seed)
  expect(await sharp(picture).metadata()).toMatchObject({ format: 'png', width: 1080, height: 721 })
})
