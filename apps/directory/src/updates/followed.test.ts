import type { FollowedChannel, Post } from '@carillon/contract'
import { expect, test } from 'vitest'
import { inOrder, withEdited, withNewest, withoutPost } from './followed.ts'

const channel = (handle: string, lastPostAt: number, part: Partial<FollowedChannel> = {}) =>
  ({
    handle,
    lastPostAt,
    readAt: 0,
    unread: 0,
    followedAt: 0,
    pinned: false,
    lastPost: null,
    ...part,
  }) as FollowedChannel
const post = (handle: string, publishedAt: number, text: string, part: Partial<Post> = {}) =>
  ({
    id: `pst_${publishedAt}`,
    handle,
    publishedAt,
    expiresAt: publishedAt + 1_000,
    language: 'en',
    content: { kind: 'text', text },
    ...part,
  }) as Post
const shown = (channels: FollowedChannel[]) =>
  channels.map(({ handle, unread, lastPost }) => [handle, unread, lastPost?.excerpt])

test('pinned channels stand first, then those that posted last', () => {
  const channels = [channel('old', 1), channel('new', 3), channel('pinned', 2, { pinned: true })]
  expect(inOrder(channels).map(({ handle }) => handle)).toEqual(['pinned', 'new', 'old'])
})

test('a new post brings its channel up with its words in the reader’s language, and counts once', () => {
  const said = post('old', 5, 'In *English*', {
    content: {
      kind: 'text',
      text: 'In *English*',
      variants: [{ language: 'fr', text: 'En français' }],
    } as Post['content'],
  })
  const once = withNewest([channel('new', 3), channel('old', 1)], said, ['fr', 'en'])
  expect(shown(once)).toEqual([
    ['old', 1, 'En français'],
    ['new', 0, undefined],
  ])
  expect(withNewest(once, said, ['fr'])).toEqual(once)
  expect(shown(withNewest([channel('old', 1)], said, ['en']))).toEqual([['old', 1, 'In English']])
})

test('without its newest post a channel shows the one before, and nothing where there is none', () => {
  const before = post('a_channel', 4, 'Before')
  const newest = post('a_channel', 5, 'Newest')
  const channels = withNewest([channel('a_channel', 4)], newest, [])
  const gone = { handle: 'a_channel', postId: newest.id, was: newest }
  expect(shown(withoutPost(channels, gone, [before], []))).toEqual([['a_channel', 0, 'Before']])
  expect(shown(withoutPost(channels, gone, [], []))).toEqual([['a_channel', 0, undefined]])
  const read = channels.map((one) => ({ ...one, readAt: 5, unread: 3 }))
  expect(withoutPost(read, gone, [], [])[0]!.unread).toBe(3)
})

test('an edited post changes the words of its channel only where they are its own', () => {
  const newest = post('a_channel', 5, 'Newest')
  const channels = withNewest([channel('a_channel', 4)], newest, [])
  expect(shown(withEdited(channels, { ...newest, content: { kind: 'text', text: 'Corrected' } }, []))[0]![2]).toBe(
    'Corrected',
  )
  expect(withEdited(channels, post('a_channel', 3, 'Older'), [])).toEqual(channels)
})
