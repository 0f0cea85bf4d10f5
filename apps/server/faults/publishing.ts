import { captionOf, type Post, type PostPage, type Upload } from '@carillon/contract'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { type Bells, makeBells } from './bells.ts'
import { ask } from './calls.ts'

/** Whoever publishes on a server until it is gone, and looks on the next one what became of it. */
export class Publishing {
  readonly bells: Bells
  readonly #pictures: Uint8Array<ArrayBuffer>[]
  /** Everything that was sent, and the id of what was acknowledged. */
  readonly #sent = new Map<string, string | null>()
  /** Ids of all posts that there are. */
  readonly known = new Set<string>()
  /** What is found wrong; nothing of it should be. */
  readonly lost: string[] = []
  readonly doubled: string[] = []
  readonly left: string[] = []

  private constructor(bells: Bells, pictures: Uint8Array<ArrayBuffer>[]) {
    this.bells = bells
    this.#pictures = pictures
  }

  static async open(): Promise<Publishing> {
    const draw = (background: string) =>
      sharp({ create: { width: 700, height: 400, channels: 3, background } })
        .png()
        .toBuffer()
    const pictures = await Promise.all(['#aa3311', '#11aa33', '#3311aa'].map(draw))
    return new Publishing(
      await makeBells(),
      pictures.map((picture) => new Uint8Array(picture)),
    )
  }

  get acknowledged(): string[] {
    return [...this.#sent.values()].filter((id) => id !== null)
  }

  /** Publishes one post after another until the server is gone. */
  async publishUntilKilled(url: string, kind: 'text' | 'photo', who: string, published: () => void): Promise<void> {
    const headers = { authorization: `Bearer ${this.bells.key}` }
    for (let at = 0; ; at += 1) {
      const text = `${who} ${at}`
      try {
        const upload =
          kind === 'photo' &&
          (await post<Upload>(`${url}/uploads/photo?handle=bells`, headers, this.#pictures[at % 3]!))
        const content = upload ? { kind, text, photo: { mediaId: upload.mediaId, alt: text } } : { kind, text }
        this.#sent.set(text, null)
        const json = { ...headers, 'content-type': 'application/json' }
        const body = JSON.stringify({ handle: 'bells', content })
        const answer = await post<{ result: { data: Post } }>(`${url}/trpc/posts.publish`, json, body)
        this.#sent.set(text, answer.result.data.id)
        published()
      } catch (error) {
        if (error instanceof Refused) throw error
        return
      }
    }
  }

  async changeAvatar(url: string, turn: number): Promise<void> {
    const headers = { authorization: `Bearer ${this.bells.key}` }
    const init = { method: 'POST', headers, body: this.#pictures[turn % 3]! }
    await fetch(`${url}/uploads/avatar?handle=bells`, init).catch(() => null)
  }

  /** Every post that `who` got an answer for is there once, with its picture; files and rows are of one mind. */
  async check(url: string, who: string): Promise<void> {
    const posts = await listPosts(url, (id) => this.known.has(id))
    const byText = Map.groupBy(posts, (item) => captionOf(item.content))
    for (const [text, of] of byText) {
      if (!this.#sent.has(text)) this.left.push(`${text} was never sent`)
      this.doubled.push(...of.slice(1).map(() => text))
    }
    for (const [text, id] of this.#sent) {
      if (id && text.startsWith(who) && byText.get(text)?.[0]?.id !== id) this.lost.push(text)
    }
    for (const { id, content } of posts) {
      this.known.add(id)
      if (content.kind !== 'photo') continue
      const answer = await fetch(`${url}/media/${content.photo.mediaId}/${content.photo.widths.at(-1)}`)
      if (!isWholeWebp(Buffer.from(await answer.arrayBuffer()))) this.lost.push(`the picture of ${id}`)
    }
    await this.#checkFiles()
  }

  /** At the end: what was there once is there still. */
  async checkAll(url: string): Promise<{ photos: number }> {
    const all = await listPosts(url, () => false)
    const ids = new Set(all.map(({ id }) => id))
    this.lost.push(...this.known.difference(ids), ...new Set(this.acknowledged).difference(ids))
    this.doubled.push(...all.slice(ids.size).map(({ id }) => id))
    return { photos: all.filter(({ content }) => content.kind === 'photo').length }
  }

  async #checkFiles(): Promise<void> {
    const { look } = this.bells
    const damage = (await look('PRAGMA integrity_check')).filter((row) => row['integrity_check'] !== 'ok')
    this.left.push(...damage.map((row) => String(row['integrity_check'])))
    const halfMade = await look(`SELECT id FROM media WHERE state NOT IN ('pending', 'attached')
      OR (state = 'attached' AND post_id NOT IN (SELECT id FROM posts))`)
    this.left.push(...halfMade.map(({ id }) => String(id)))
    const named = (await look('SELECT objects FROM media')).flatMap(
      (row) => JSON.parse(row['objects'] as string) as string[],
    )
    const avatars = (await look('SELECT avatar FROM channels WHERE avatar IS NOT NULL')).map((row) => row['avatar'])
    const wanted = new Set([...named, ...avatars.flatMap((name) => [`avatars/${name}-320`, `avatars/${name}-96`])])
    const there = new Set(
      (await Promise.all(['media', 'avatars', '.unfinished'].map((name) => this.#files(name)))).flat(),
    )
    this.lost.push(...wanted.difference(there))
    this.left.push(...there.difference(wanted))
  }

  async #files(name: string): Promise<string[]> {
    const objects = join(this.bells.dataDir, 'objects')
    if (!(await readdir(objects)).includes(name)) return []
    return (await readdir(join(objects, name))).map((file) => `${name}/${file}`)
  }
}

const isWholeWebp = (bytes: Buffer) =>
  bytes.subarray(0, 4).toString() === 'RIFF' && bytes.length === bytes.readUInt32LE(4) + 8

class Refused extends Error {}

async function post<T>(
  url: string,
  headers: Record<string, string>,
  body: string | Uint8Array<ArrayBuffer>,
): Promise<T> {
  const answer = await fetch(url, { method: 'POST', headers, body })
  const text = await answer.text()
  if (!answer.ok) throw new Refused(`${url} answered ${answer.status}: ${text}`)
  return JSON.parse(text) as T
}

/** Posts of the channel, newest first, back to the first that `isKnown`. */
async function listPosts(url: string, isKnown: (id: string) => boolean): Promise<Post[]> {
  const posts: Post[] = []
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await ask<PostPage>(url, 'posts.list', { handle: 'bells', limit: 50, ...(cursor ? { cursor } : {}) })
    posts.push(...page.data.items)
    cursor = page.data.items.some((item) => isKnown(item.id)) ? null : page.data.nextCursor
  }
  return posts.filter((item) => !isKnown(item.id))
}
