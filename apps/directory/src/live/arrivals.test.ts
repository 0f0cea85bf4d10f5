import type { Post } from '@carillon/contract'
import { expect, test } from 'vitest'
import { compare, withPosts } from './arrivals.ts'

const post = (at: number, part: Partial<Post> = {}) => ({ id: `pst_${at}`, publishedAt: at, ...part }) as Post
const ids = (posts: Post[] | undefined) => posts?.map(({ id }) => id)

test('posts stand newest first, each once, as it is now', () => {
  const edited = post(2, { editedAt: 9 })
  const all = withPosts([post(3), post(2)], [post(4), edited, post(1)])
  expect(ids(all)).toEqual(['pst_4', 'pst_3', 'pst_2', 'pst_1'])
  expect(all[2]).toBe(edited)
})

test('of a first page that was read again, what is missing is gone and what is new has arrived', () => {
  const news = compare([post(5), post(4), post(3), post(2)], { items: [post(6), post(5), post(3)], nextCursor: 'more' })
  expect([ids(news?.gone), ids(news?.arrived), ids(news?.kept)]).toEqual([['pst_4'], ['pst_6'], ['pst_5', 'pst_3']])
})

test('what is older than a first page that goes on stays, and is gone where the page is all there is', () => {
  const items = [post(5), post(1)]
  expect(ids(compare(items, { items: [post(5), post(4)], nextCursor: 'more' })?.gone)).toEqual([])
  expect(ids(compare(items, { items: [post(5), post(4)], nextCursor: null })?.gone)).toEqual(['pst_1'])
  expect(ids(compare(items, { items: [], nextCursor: null })?.gone)).toEqual(['pst_5', 'pst_1'])
})

test('a list that was overtaken by a whole page begins anew', () => {
  expect(compare([post(1)], { items: [post(9), post(8)], nextCursor: 'more' })).toBeNull()
})
