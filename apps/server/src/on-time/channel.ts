import { createKeyFor } from '@carillon/api/commands'
import type { Post, Upload } from '@carillon/contract'
import sharp from 'sharp'
import { sendFile, sendPhoto } from '../testing/uploads.ts'
import type { House } from './house.ts'

export const KINDS = ['text', 'poll', 'photo', 'document'] as const
export type Kind = (typeof KINDS)[number]
/** A post, and the word by which it is known wherever it is. */
export type Marked = { post: Post; kind: Kind; word: string; mediaId: string | null }
/** A channel of its own, and somebody who follows it and is notified of it. */
export type Channel = Awaited<ReturnType<typeof openChannel>>

let count = 0

export async function openChannel({ instance, owner, push, url }: House) {
  const handle = `bells_${(count += 1)}`
  const team = instance.as(owner)
  await team.channels.create({ handle, name: 'Bells', category: 'music' })
  const key = await createKeyFor(instance.ctx(), owner.email, handle)
  const asKey = { authorization: `Bearer ${key}` }
  const before = lastEvent()
  const cookie = await follow()

  function lastEvent(): string {
    return String(instance.core.db.rows("SELECT seq FROM sqlite_sequence WHERE name = 'outbox'")[0]?.[0] ?? 0)
  }

  async function call<T>(procedure: string, input: object, headers: Record<string, string>): Promise<T> {
    const sent = { 'content-type': 'application/json', ...headers }
    const answer = await fetch(`${url}/api/trpc/${procedure}`, {
      method: 'POST',
      headers: sent,
      body: JSON.stringify(input),
    })
    if (!answer.ok) throw new Error(`${procedure}: ${await answer.text()}`)
    return ((await answer.json()) as { result: { data: T } }).result.data
  }

  async function follow(): Promise<string> {
    const headers = { origin: instance.core.origin, 'content-type': 'application/json' }
    const sent = { method: 'POST', headers, body: JSON.stringify({ handle }) }
    const answer = await fetch(`${url}/api/trpc/follows.follow`, sent)
    return answer.headers.getSetCookie()[0]!.split(';')[0]!
  }
  const asFollower = { origin: instance.core.origin, cookie }
  await call('notifications.subscribe', push.browser(handle), asFollower)
  instance.clock.now += 1

  async function upload(kind: Kind, word: string): Promise<string | null> {
    if (kind !== 'photo' && kind !== 'document') return null
    const desk = { url: `${url}/api`, headers: asKey, handle }
    const answer =
      kind === 'photo' ? sendPhoto(desk, await draw()) : sendFile(desk, kind, Buffer.from(`All about ${word}`))
    return ((await (await answer).json()) as Upload).mediaId
  }

  /** With all that may be said of it: edited, pinned, voted in, reacted to. */
  async function publish(kind: Kind, retentionDays: number): Promise<Marked> {
    const word = `Word${(count += 1)}ofbells`
    await team.channels.edit({ handle, retentionDays })
    const mediaId = await upload(kind, word)
    const content = contentOf(kind, word, mediaId)
    const post = await call<Post>('posts.publish', { handle, content }, asKey)
    const ref = { handle, postId: post.id }
    if (kind === 'text') await team.posts.edit({ ...ref, content: { kind, text: `${word}, once more` } })
    if (kind === 'poll') await call('polls.vote', { ...ref, options: [1] }, asFollower)
    await call('reactions.react', { ...ref, emoji: '👍' }, asFollower)
    await team.posts.pin({ ...ref, pinned: true })
    return { post, kind, word, mediaId }
  }

  /** Of the list that was read last. */
  const etag = '"none"'
  return { handle, team, asKey, asFollower, before, publish, etag }
}

const draw = () =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: '#227755' } })
    .png()
    .toBuffer()

function contentOf(kind: Kind, word: string, mediaId: string | null): object {
  if (kind === 'photo') return { kind, text: `${word} above`, photo: { mediaId: mediaId!, alt: `Seen: ${word}` } }
  if (kind === 'document') return { kind, text: '', document: { mediaId: mediaId!, name: `${word}.txt` } }
  if (kind === 'text') return { kind, text: `About ${word}`, variants: [{ language: 'fr', text: `Sur ${word}` }] }
  const quiz = { mode: 'quiz' as const, correct: 1, explanation: `Because of ${word}` }
  return { kind, poll: { question: `Which ${word}?`, options: ['Great Tom', `${word} Ben`], ...quiz } }
}
