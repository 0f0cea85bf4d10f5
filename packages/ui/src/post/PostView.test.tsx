// @vitest-environment jsdom
import { cleanup, fireEvent, render } from '@solidjs/testing-library'
import type { Post } from '@carillon/contract'
import { afterEach, describe, expect, test } from 'vitest'
import { MessagesProvider } from '../interface.tsx'
import { en } from '../messages/common/en.ts'
import { PostView } from './PostView.tsx'

const DAY = 86_400_000
const NOW = Date.UTC(2026, 9, 6, 14)

afterEach(cleanup)

function draw(post: Partial<Post>) {
  const whole: Post = {
    id: 'pst_0',
    handle: 'bells',
    content: { kind: 'text', text: 'Hello' },
    language: 'en',
    silent: false,
    pinned: false,
    forwardedFrom: null,
    publishedAt: NOW - 3 * 3_600_000,
    editedAt: null,
    expiresAt: NOW + 20 * DAY,
    ...post,
  }
  return render(() => (
    <MessagesProvider locale="en" messages={en} now={() => NOW}>
      <PostView post={whole} />
    </MessagesProvider>
  )).container
}

test('what looks like HTML in a post is only text', () => {
  const hostile = '<img src=x onerror=alert(1)> *<script>alert(2)</script>* `<b>` javascript:alert(3)'
  const page = draw({ content: { kind: 'text', text: hostile } })
  expect(page.querySelector('img, script, b, a')).toBeNull()
  expect(page.querySelector('strong')?.textContent).toBe('<script>alert(2)</script>')
  expect(page.textContent).toContain('<img src=x onerror=alert(1)>')
})

test('marks, links, mentions and lists are drawn as what they are', () => {
  const page = draw({
    content: { kind: 'text', text: '*Big* news by @radio_1: https://example.org/a\n\n- one\n- two' },
  })
  expect(page.querySelector('strong')?.textContent).toBe('Big')
  const links = [...page.querySelectorAll('a')].map((link) => link.getAttribute('href'))
  expect(links).toEqual(['/c/radio_1', 'https://example.org/a'])
  expect(page.querySelectorAll('li')).toHaveLength(2)
})

test('a kind that this page does not know asks for a newer version', () => {
  const page = draw({ content: { kind: 'hologram' } as unknown as Post['content'] })
  expect(page.textContent).toContain(en.post.newerVersion)
})

test('a photo keeps its place and names its widths', () => {
  const photo = { mediaId: 'med_1', alt: 'A bell', width: 1600, height: 900, widths: [320, 640], thumbhash: '' }
  const img = draw({ content: { kind: 'photo', text: '', photo } }).querySelector('img')!
  expect(img.getAttribute('alt')).toBe('A bell')
  expect([img.getAttribute('width'), img.getAttribute('height')]).toEqual(['1600', '900'])
  expect(img.getAttribute('srcset')).toBe('/api/media/med_1/320 320w, /api/media/med_1/640 640w')
})

test('a post says that it was edited, is pinned, and will soon be gone', () => {
  const page = draw({ editedAt: NOW - 1, pinned: true, expiresAt: NOW + DAY })
  expect(page.textContent).toContain('edited')
  expect(page.textContent).toContain('Pinned')
  expect(page.textContent).toContain('Disappears in 24')
})

test('a post with much time left keeps quiet about it', () => {
  expect(draw({}).textContent).not.toContain('Disappears')
})

describe('a post in several languages', () => {
  const post: Partial<Post> = {
    language: 'fr',
    content: {
      kind: 'text',
      text: 'La cloche sonne',
      variants: [{ language: 'en', text: 'The bell rings', alts: [], poll: null }],
    },
  }
  const pressed = (page: Element) => page.querySelector('[aria-pressed=true]')!

  test('is shown in the reader’s, and says so to whatever reads it out', () => {
    const page = draw(post)
    expect(page.textContent).toContain('The bell rings')
    expect(page.querySelector('[lang=en] p')?.textContent).toBe('The bell rings')
    expect(pressed(page).textContent).toBe('English')
  })

  test('is shown in another that they choose', () => {
    const page = draw(post)
    fireEvent.click(page.querySelector('button[lang=fr]')!)
    expect(page.textContent).toContain('La cloche sonne')
    expect(page.textContent).not.toContain('The bell rings')
    expect(pressed(page).textContent).toBe('Français')
  })

  test('offers no choice where there is none', () => {
    expect(draw({}).querySelector('button')).toBeNull()
  })
})

test('what a text points to is one link, and hostile words in it are only words', () => {
  const picture = { mediaId: 'med_1', width: 1080, height: 567, widths: [320, 1080], thumbhash: '' }
  const link = { url: 'https://tower.example/', title: '<b>Tower</b>', site: 'tower.example', picture }
  const page = draw({ content: { kind: 'text', text: 'Look', link } })
  const anchor = page.querySelector('a[href="https://tower.example/"]')!
  expect(anchor.textContent).toBe('<b>Tower</b>tower.example')
  expect(anchor.getAttribute('rel')).toContain('noopener')
  expect(anchor.querySelector('img')?.getAttribute('alt')).toBe('')
  expect(page.querySelector('b')).toBeNull()
})
