import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { ChannelPage } from '@carillon/api'
import { Handle, LOCALES, type Locale, PostId } from '@carillon/contract'
import { Hono, type Context } from 'hono'
import { compress } from 'hono/compress'
import { decodePath, type SiteFile, type SiteFiles } from './files.ts'
import { buildingPage } from './building.ts'
import { isFresh, serveFile } from './serve.ts'
import { fillShell } from '@carillon/directory/shell'

type Deps = {
  /** What is served now, or `null` before the first build. */
  site: () => SiteFiles | null
  console: () => SiteFiles | null
  /** What the page of a channel, or of one of its posts, shows to whoever sent the request. */
  getChannel: (handle: string, request: Request, postId?: string) => Promise<ChannelPage>
  /** Public address of the instance, without a slash at the end. */
  origin: string
}

const PREFIX: Record<Locale, string> = { en: '', fr: '/fr', es: '/es' }

/** Pages that only ever answer with their own status. */
const INTERNAL = /^(\/fr|\/es)?\/(404|410|c)(\.html)?$/

/** Everything that isn't the API: the directory, its channel pages and the console. */
export function siteRoutes(deps: Deps): Hono {
  const app = new Hono()
  app.use('*', compress({ encoding: 'gzip' }))
  for (const locale of LOCALES) {
    app.get(`${PREFIX[locale]}/c/:handle`, (c) => channelPage(c, deps, locale))
    app.get(`${PREFIX[locale]}/c/:handle/:postId`, (c) => channelPage(c, deps, locale))
  }
  app.get('/console', (c) => consolePage(c, deps))
  app.get('/console/*', (c) => consolePage(c, deps))
  app.get('*', async (c) => {
    const path = decodePath(c.req.path)
    if (path === null) return c.text('Bad request', 400)
    const site = deps.site()
    if (!site) return buildingPage(localeOf(path))
    const file = INTERNAL.test(path) ? undefined : site.get(path)
    return file ? serveFile(file, c.req.raw) : problem(c, deps, localeOf(path), 404)
  })
  return app
}

/** A channel's page; of an address that names a post too, the page that shows it first, or says what became of it. */
async function channelPage(c: Context, deps: Deps, locale: Locale): Promise<Response> {
  const site = deps.site()
  if (!site) return buildingPage(locale)
  const path = decodePath(c.req.path)?.slice(PREFIX[locale].length)
  const [, , asked = '', postId, ...more] = path?.replace(/\/$/, '').split('/') ?? []
  const handle = Handle.safeParse(asked)
  const isPost = postId === undefined || PostId.safeParse(postId).success
  if (!handle.success || !isPost || more.length > 0) return problem(c, deps, locale, 404)
  if (handle.data !== asked) return moved(c, locale, handle.data, postId)
  const found = await deps.getChannel(handle.data, c.req.raw, postId)
  if (found.status === 'moved') return moved(c, locale, found.handle, postId)
  if (found.status !== 'ok') return problem(c, deps, locale, found.status === 'gone' ? 410 : 404)
  const shell = site.get(`${PREFIX[locale]}/c`)
  if (!shell) return problem(c, deps, locale, 404)
  const body = fillShell(await shellText(shell), found.channel, { origin: deps.origin, locale, postId })
  const etag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  const open = found.channel.access === 'open'
  const headers = { ETag: etag, 'Cache-Control': open ? 'no-cache' : 'private, no-store' }
  if (found.post === 'expired') return c.html(body, 410, headers)
  if (found.post === 'missing') return c.html(body, 404, headers)
  return isFresh(c.req.raw, etag) ? c.body(null, 304, headers) : c.html(body, 200, headers)
}

function moved(c: Context, locale: Locale, handle: string, postId?: string): Response {
  const page = postId ? `${handle}/${postId}` : handle
  return c.redirect(`${PREFIX[locale]}/c/${page}${new URL(c.req.url).search}`, 301)
}

async function problem(c: Context, deps: Deps, locale: Locale, status: 404 | 410): Promise<Response> {
  const site = deps.site()
  const page = site?.get(`${PREFIX[locale]}/${status}`) ?? site?.get(`${PREFIX[locale]}/${status}.html`)
  return page ? serveFile(page, c.req.raw, status) : c.text(status === 404 ? 'Not found' : 'Gone', status)
}

/** The console is one page that finds its own way; only its assets are files. */
async function consolePage(c: Context, deps: Deps): Promise<Response> {
  const path = decodePath(c.req.path)
  if (path === null) return c.text('Bad request', 400)
  const files = deps.console()
  if (!files) return buildingPage('en')
  const asset = files.get(path.slice('/console'.length) || '/')
  if (asset) return serveFile(asset, c.req.raw)
  if (path.startsWith('/console/assets/')) return c.text('Not found', 404)
  return serveFile(files.get('/')!, c.req.raw)
}

function localeOf(path: string): Locale {
  return LOCALES.find((locale) => PREFIX[locale] && `${path}/`.startsWith(`${PREFIX[locale]}/`)) ?? 'en'
}

const shells = new WeakMap<SiteFile, Promise<string>>()

/** Read once a build: a build's files never change. */
function shellText(file: SiteFile): Promise<string> {
  const known = shells.get(file) ?? readFile(file.path, 'utf8')
  shells.set(file, known)
  return known
}
