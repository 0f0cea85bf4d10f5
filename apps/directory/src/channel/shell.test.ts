import type { Channel } from '@carillon/contract'
import { expect, test } from 'vitest'
import { fillShell } from './shell.ts'
import { SHELL_DATA, SHELL_HANDLE, SHELL_HEAD, SHELL_PROFILE } from './slots.ts'

const SHELL = `<!doctype html><html lang="en"><head>${SHELL_HEAD.start}<title>Posts</title>${SHELL_HEAD.end}</head><body>
<a href="/fr/c/${SHELL_HANDLE}">FR</a>${SHELL_DATA.start}${SHELL_DATA.end}
<div id="profile">${SHELL_PROFILE.start}${SHELL_PROFILE.end}</div></body></html>`

const channel: Channel = {
  id: 'chn_00000000000000000000000001',
  handle: 'delta_observer',
  name: 'The Delta Observer',
  description: 'Reporting from the delta.',
  avatar: '/api/avatars/abc',
  category: 'news',
  country: 'NG',
  language: 'en',
  listed: true,
  access: 'open',
  retentionDays: 30,
  reactions: null,
  sharing: true,
  verified: true,
  claimed: true,
  archived: false,
  website: null,
  followers: 18_240,
  createdAt: 1_790_000_000_000,
  lastPostAt: null,
}
const origin = 'https://channels.example'
const fill = (part: Partial<Channel> = {}, locale: 'en' | 'fr' = 'en') =>
  fillShell(SHELL, { ...channel, ...part }, { origin, locale })

const scripts = (page: string) => [...page.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1]!)

test('the page of a channel tells who it is to readers, search engines and previews', () => {
  const page = fill()
  expect(page).toContain('<title>The Delta Observer (@delta_observer)</title>')
  expect(page).toContain('<link rel="canonical" href="https://channels.example/c/delta_observer">')
  expect(page).toContain('hreflang="fr" href="https://channels.example/fr/c/delta_observer"')
  expect(page).toContain('property="og:image" content="https://channels.example/api/avatars/abc?size=320"')
  expect(page).toContain('<bdi>The Delta Observer</bdi>')
  expect(page).toContain('18,240')
  expect(page).toContain('href="/category/news"')
  expect(page).toContain('<a href="/fr/c/delta_observer">FR</a>')
  expect(page).not.toContain('Unclaimed')
  expect(page).not.toContain('noindex')
  const [linked, data] = scripts(page)
  expect(JSON.parse(linked!)).toMatchObject({ '@type': 'ProfilePage', name: 'The Delta Observer' })
  expect(JSON.parse(data!)).toEqual(channel)
})

test('an unclaimed channel says that the organisation does not run it, to machines too', () => {
  const page = fill({ claimed: false, website: 'https://www.folha.example/' })
  expect(page).toContain('Unclaimed: not run by this organisation.')
  expect(JSON.parse(scripts(page)[0]!)).toMatchObject({
    '@type': 'WebPage',
    abstract: expect.stringContaining('not run'),
  })
  expect(page).toContain('href="https://www.folha.example/"')
})

test('each language speaks for itself and links within itself', () => {
  const page = fill({ archived: true }, 'fr')
  expect(page).toContain('href="/fr/category/news"')
  expect(page).toContain('<link rel="canonical" href="https://channels.example/fr/c/delta_observer">')
  expect(page).toContain('archivée')
})

test('what is not for everybody is kept from search engines', () => {
  expect(fill({ listed: false })).toContain('<meta name="robots" content="noindex">')
  expect(fill({ access: 'invite' })).toContain('<meta name="robots" content="noindex">')
})

test('the page of one post tells of its channel, its address, and no more', () => {
  const page = fillShell(SHELL, channel, { origin, locale: 'en', postId: 'pst_00000000000000000000000001' })
  expect(page).toContain('property="og:title" content="The Delta Observer"')
  const address = 'delta_observer/pst_00000000000000000000000001'
  expect(page).toContain(`property="og:url" content="https://channels.example/c/${address}"`)
  expect(page).toContain(`<a href="/fr/c/${address}">FR</a>`)
  expect(page).toContain('<meta name="robots" content="noindex">')
  expect(page).not.toMatch(/canonical|ld\+json/)
})

const HOSTILE = [
  '</script><script>alert(1)</script>',
  '</title><img src=x onerror=alert(1)>',
  `"><svg onload=alert(1)> ' onmouseover='alert(1)`,
  '--><!-- <!--/channel-head--> <!--channel-profile-->',
  '<!--<script>',
  '\u2028\u2029 ${7*7} {{7*7}} $& $1 $`',
  `${SHELL_DATA.start}{}</script> ${SHELL_HANDLE}`,
]

test.each(HOSTILE)('a channel named %j is inert in its page', (text) => {
  const page = fill({ name: text, description: text, website: `javascript:alert('${text}')` })
  const harmless = fill({ name: 'x', description: 'x', website: 'x' })
  // The same elements and comments as in the page of a harmless channel: nothing that was said became markup.
  const shape = (html: string) => html.match(/<!--|-->|<\/?[a-z!][a-z0-9]*/gi)
  expect(shape(page)).toEqual(shape(harmless))
  expect(page).not.toMatch(/[\u2028\u2029]/.test(text) ? /<script[^>]*>[^<]*[\u2028\u2029]/ : /<img src=x|<svg onload/)
  for (const script of scripts(page)) expect(() => JSON.parse(script)).not.toThrow()
  const data: Channel = JSON.parse(scripts(page)[1]!)
  expect(data.name).toBe(text)
  expect(page).not.toMatch(/href="javascript/i)
})

test('an address that is not of the web is shown and not linked', () => {
  expect(fill({ website: 'javascript:alert(1)' })).not.toContain('href="javascript')
  expect(fill({ website: 'https://folha.example/' })).toContain('href="https://folha.example/"')
})

test('a shell without its places is refused rather than served half-filled', () => {
  expect(() => fillShell('<html></html>', channel, { origin, locale: 'en' })).toThrow('no place')
})
