import { once } from 'node:events'
import net, { type AddressInfo } from 'node:net'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openOutsideServer, type OutsideServer } from '../core/outside.testing.ts'
import { openStage, type Stage, type StageChannel } from '../testing/stage.ts'
import { previewLink } from './service.ts'

let server: OutsideServer
let stage: Stage
let channel: StageChannel
/** Stands for whatever lies inside: no packet may ever reach it. */
let canary: net.Server
let caught = 0

beforeAll(async () => {
  canary = net.createServer((socket) => {
    caught += 1
    socket.destroy()
  })
  canary.listen(0, '127.0.0.1')
  await once(canary, 'listening')
  server = await openOutsideServer()
  stage = await openStage({ outside: server.outside })
  channel = await stage.channel()
  const picture = sharp({ create: { width: 1200, height: 630, channels: 3, background: '#886622' } })
  server.serve('/tower.jpg', await picture.jpeg().toBuffer(), { 'content-type': 'image/jpeg' })
})
afterAll(async () => {
  await stage.instance.close()
  await server.close()
  canary.close()
})

const HTML = { 'content-type': 'text/html; charset=utf-8' }
const editor = () => stage.instance.as(stage.accounts.editor)
const preview = (path: string) => editor().links.preview({ handle: channel.handle, url: server.url(path) })
const inside = () => `http://127.0.0.1:${(canary.address() as AddressInfo).port}/`

describe('what a page says of itself', () => {
  test('is its title, its site and its picture, which can be used in a post', async () => {
    server.serve(
      '/bells',
      `<html><head><title>Not this</title>
        <meta property="og:title" content="The bells &amp; the tower">
        <meta property="og:site_name" content="Tower Gazette">
        <meta property="og:image" content="/tower.jpg"></head><body>…</body></html>`,
      HTML,
    )
    const link = await preview('/bells')
    expect(link).toMatchObject({
      url: server.url('/bells'),
      title: 'The bells & the tower',
      site: 'Tower Gazette',
      picture: { width: 1080, height: 567, widths: [320, 640, 1080] },
    })
    const { handle } = channel
    const { url, title, site, picture } = link
    const content = { kind: 'text' as const, text: url, link: { url, title, site, pictureId: picture!.mediaId } }
    const post = await editor().posts.publish({ handle, content })
    expect(post.content).toEqual({ kind: 'text', text: url, link })
    const shown = await stage.app.request(`/api/media/${picture!.mediaId}/640`)
    expect(shown.status).toBe(200)
    const found = await editor().posts.search({ handle, query: 'tower' })
    expect(found.items[0]!.matches.beside).toEqual([{ text: 'The bells & the tower', ranges: [[16, 21]] }])
  })

  test('is without its picture where the channel has no room for that', async () => {
    server.serve(
      '/full',
      '<meta property="og:title" content="Full"><meta property="og:image" content="/tower.jpg">',
      HTML,
    )
    const asked = (channelQuota: number) =>
      previewLink(
        { ...stage.instance.ctx(stage.accounts.editor), channelQuota },
        { handle: channel.handle, url: server.url('/full') },
      )
    expect(await asked(1)).toMatchObject({ title: 'Full', picture: null })
    expect((await asked(2 ** 30)).picture).not.toBeNull()
  })

  const PAGES: [string, string | Buffer, string, string][] = [
    ['is its title where it says no more', '<title>\n  Old  page </title><p>x', 'text/html', 'Old page'],
    ['is what it says to others', '<meta name="twitter:title" content="For birds">', 'text/html', 'For birds'],
    [
      'is read in its own characters, as its server says',
      Buffer.from('<title>Caf\xe9</title>', 'latin1'),
      'text/html; charset=iso-8859-1',
      'Café',
    ],
    [
      'is read in its own characters, as it says itself',
      Buffer.from('<meta charset="windows-1252"><title>\x80 5</title>', 'latin1'),
      'text/html',
      '€ 5',
    ],
    ['is its address where it says nothing', '<p>Nothing</p>', 'text/html', '127.0.0.1'],
    ['is its name where it is no page', '%PDF-1.7', 'application/pdf', 'Annual report.pdf'],
    [
      'is short, however long it is',
      `<title>${'long '.repeat(9_000)}</title>`,
      'text/html',
      `${'long '.repeat(40).trim()}…`,
    ],
    [
      'is words and nothing else',
      '<title><script>alert(1)</script>&#8238;&lt;b></title>',
      'text/html',
      '<script>alert(1)</script><b>',
    ],
  ]
  test.each(PAGES)('%s', async (what, body, type, title) => {
    const path = `/${encodeURIComponent(what)}/Annual%20report.pdf`
    server.serve(path, body, { 'content-type': type })
    expect(await preview(path)).toMatchObject({ title, picture: null })
  })

  test('is found in the head of a page without end', async () => {
    server.listen('/endless', (_, response) => {
      response.writeHead(200, HTML).write('<title>Head</title><body>')
      const more = () => void (response.writable && response.write('x'.repeat(65_536), more))
      more()
    })
    expect(await preview('/endless')).toMatchObject({ title: 'Head' })
  })

  test('stands without a picture that can’t be had', async () => {
    const picture = (content: string) => `<title>Plain</title><meta property="og:image" content="${content}">`
    server.serve('/no-picture.jpg', 'no picture', { 'content-type': 'image/jpeg' })
    for (const address of ['/none.jpg', '/no-picture.jpg', inside(), 'file:///etc/passwd', 'javascript:alert(1)']) {
      server.serve('/plain', picture(address), HTML)
      expect(await preview('/plain')).toMatchObject({ title: 'Plain', picture: null })
    }
    expect(caught).toBe(0)
  })
})

describe('a page that can’t be read is refused in words', () => {
  const INSIDE = [
    'http://0x7f.1/',
    'http://2130706433/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::]/',
    'http://169.254.169.254/',
  ]
  test.each(INSIDE)('%s', async (url) => {
    const asked = editor().links.preview({ handle: channel.handle, url })
    await expect(asked).rejects.toMatchObject({ message: 'links.refused' })
  })

  test('inside, whatever leads there', async () => {
    server.serve('/inside', '', { location: inside() }, 302)
    await expect(preview('/inside')).rejects.toMatchObject({ message: 'links.refused' })
    expect(caught).toBe(0)
  })

  test('missing, silent or going round', async () => {
    server.listen('/silent', () => {})
    server.serve('/round', '', { location: '/round' }, 302)
    for (const path of ['/missing', '/silent', '/round']) {
      await expect(preview(path)).rejects.toMatchObject({ message: 'links.unreachable' })
    }
  })

  test.each(['javascript:alert(1)', 'file:///etc/passwd', 'no address', 'ftp://tower.example/'])('%s', async (url) => {
    const asked = editor().links.preview({ handle: channel.handle, url })
    await expect(asked).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })
})
