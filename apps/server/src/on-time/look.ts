import { ARCHIVE_FILE } from '@carillon/contract'
import { TextWriter, Uint8ArrayReader, ZipReader } from '@zip.js/zip.js'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Channel, Marked } from './channel.ts'
import type { House } from './house.ts'

/** What somebody is given at one place: all its words, and how long it may be kept. */
export type Seen = { place: string; path: string; status: number; text: string; keep: string }
type Headers = Record<string, string>

/** Every place where posts of a channel are to be read, asked at this moment; bytes that many share are asked for twice. */
export async function lookEverywhere(house: House, channel: Channel, all: Marked[]): Promise<Seen[]> {
  const { handle, asKey, asFollower } = channel
  const seen: Seen[] = []
  const ids = all.map(({ post }) => post.id)
  const get = async (place: string, path: string, headers: Headers = {}) => {
    const answer = await fetch(house.url + path, { headers, redirect: 'manual' })
    seen.push({ place, path, status: answer.status, text: await answer.text(), keep: keepOf(answer) })
    return answer
  }
  /** What nobody keeps. */
  const aside = (place: string, text: string) => seen.push({ place, path: '', status: 200, text, keep: '' })
  const query = (place: string, procedure: string, input: object, headers?: Headers) =>
    get(place, `/api/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`, headers)

  const first = await query('list', 'posts.list', { handle })
  await query('shared list', 'posts.list', { handle })
  const known = await query('list', 'posts.list', { handle }, { 'if-none-match': channel.etag })
  const etag = first.headers.get('etag')!
  if (known.status !== (channel.etag === etag ? 304 : 200)) throw new Error('what is kept was taken for the present')
  channel.etag = etag
  await query('pinned', 'posts.pinned', { handle })
  await query('updates', 'updates.list', {}, asFollower)
  await query('results', 'polls.results', { handle, postIds: ids }, asFollower)
  await query('reactions', 'reactions.list', { handle, postIds: ids })
  await query('search', 'posts.search', { handle, query: 'ofbells' })
  await query('directory', 'directory.search', { query: 'bells' })
  for (const { post, word, mediaId, kind } of all) {
    const ref = { handle, postId: post.id }
    await query('post', 'posts.get', ref)
    await query('search', 'posts.search', { handle, query: word })
    await get('page', `/c/${handle}/${post.id}`)
    if (kind === 'photo') await get('picture', `/api/media/${mediaId}/40`)
    if (kind === 'document') await get('file', `/api/media/${mediaId}/file`)
    for (const [place, ask] of [
      ['versions', channel.team.posts.versions],
      ['history', channel.team.polls.history],
    ] as const) {
      const answer = await ask(ref).then(JSON.stringify, (error: Error) => error.message)
      aside(place, answer)
    }
  }
  aside('replay', await replay(house, channel))
  aside('export', await exported(house, handle, asKey))
  return seen
}

const keepOf = ({ headers }: Response) => headers.get('cache-control') ?? ''

/** What whoever comes back is told of everything since before the first post. */
async function replay({ instance }: House, { handle, before }: Channel): Promise<string> {
  const events = (await instance.as().live.channel({ handle, lastEventId: before }))[Symbol.asyncIterator]()
  const heard: unknown[] = []
  for (;;) {
    const next = await Promise.race([events.next(), nextTurn('no more' as const)])
    if (next === 'no more') break
    heard.push(next.value)
  }
  await events.return?.()
  return JSON.stringify(heard)
}

async function exported({ url }: House, handle: string, asKey: Headers): Promise<string> {
  const answer = await fetch(`${url}/api/archives/${handle}`, { headers: asKey })
  const zip = new ZipReader(new Uint8ArrayReader(new Uint8Array(await answer.arrayBuffer())))
  const entries = await zip.getEntries()
  const manifest = entries.find(({ filename }) => filename === ARCHIVE_FILE)!
  if (manifest.directory) throw new Error('no file')
  return manifest.getData(new TextWriter())
}
