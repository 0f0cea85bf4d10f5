import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'

/** A file that may be served. Whatever isn't in the index doesn't exist, so no path can lead out of the build. */
export type SiteFile = {
  path: string
  type: string
  etag: string
  modified: Date
  /** Its name changes with its content, so it may be kept for ever. */
  hashed: boolean
  /** Copies compressed at the end of the build, by the name of the encoding. */
  compressed: Partial<Record<Encoding, string>>
}
export type SiteFiles = ReadonlyMap<string, SiteFile>

export const ENCODINGS = { br: '.br', gzip: '.gz' } as const
export type Encoding = keyof typeof ENCODINGS

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.woff2': 'font/woff2',
}

const HASHED = /^(_astro|assets)\/.*[.-][\w-]{8,}\.\w+$/

/** Every file below a folder under the path it is asked for by: `updates/index.html` is `/updates`. */
export async function indexFiles(root: string): Promise<SiteFiles> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  // Neither folders nor symbolic links: a link could lead anywhere.
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
  const known = new Set(names)
  const files = new Map<string, SiteFile>()
  for (const name of names) {
    const type = TYPES[extname(name)]
    if (!type) continue
    const path = join(root, name)
    const [content, { mtime }] = await Promise.all([readFile(path), stat(path)])
    const compressed: SiteFile['compressed'] = {}
    for (const [encoding, suffix] of Object.entries(ENCODINGS)) {
      if (known.has(name + suffix)) compressed[encoding as Encoding] = path + suffix
    }
    const etag = `W/"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`
    files.set(publicPath(name), { path, type, etag, modified: mtime, hashed: HASHED.test(name), compressed })
  }
  return files
}

function publicPath(name: string): string {
  return '/' + name.replaceAll('\\', '/').replace(/(^|\/)index\.html$/, '')
}

/** The path to look up, or `null` where it is nothing that an honest client sends. */
export function decodePath(raw: string): string | null {
  let path: string
  try {
    path = decodeURIComponent(raw)
  } catch {
    return null
  }
  if (/[\0\\]/.test(path) || path.split('/').includes('..')) return null
  return path.length > 1 ? path.replace(/\/$/, '') : path
}
