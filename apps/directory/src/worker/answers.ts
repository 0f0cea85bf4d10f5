import type { Post, Updates } from '@carillon/contract'
import { serverNow, setClock } from './clock.ts'
import { openKept } from './kept.ts'
import { eraseLoose, erasePast, purge } from './purge.ts'
import { dropWords, forgetWords, inTurn, putWords, wordsOf } from './words.ts'

/** What is read without a connection: the first page of Updates and of channels. Nothing that somebody is asked for. */
const READ = ['updates.list', 'posts.list', 'posts.pinned', 'posts.get', 'follows.state', 'channels.get']
/** Answers that are kept: those of the newest. */
const MOST = 150
/** What a proxy answers for a server that can't be reached. */
const UNREACHABLE = [502, 503, 504]

type Lists = Partial<Updates>

/** The question that a request asks, as its answer is kept under; `null` where it isn't kept. */
export function questionOf(url: URL): string | null {
  const procedure = url.pathname.replace('/api/trpc/', '')
  if (!READ.includes(procedure)) return null
  const { cursor, limit, handle = '', postId = '' } = JSON.parse(url.searchParams.get('input') ?? '{}')
  return cursor || limit ? null : [procedure, handle, postId].join(' ').trim()
}

let saving: Promise<unknown> = Promise.resolve()

/** An answer from the server, which is kept; without a connection, the one that was kept. */
export async function answerFor(event: FetchEvent, question: string): Promise<Response> {
  const sentAt = Date.now()
  const answer = await fetch(event.request).catch(() => null)
  if (!answer || UNREACHABLE.includes(answer.status)) {
    return (await savedAnswer(question)) ?? answer ?? Response.error()
  }
  const copy = answer.clone()
  saving = inTurn(() => save(copy, question, sentAt)).catch(() => {})
  event.waitUntil(saving)
  return answer
}

async function save(answer: Response, question: string, sentAt: number): Promise<void> {
  await setClock(answer, sentAt)
  const kept = await openKept()
  // What is refused now isn't to be read from a copy either.
  if (!answer.ok) await dropAnswers([question])
  else {
    const { data } = (await answer.json()).result as { data: Lists & Partial<Post> }
    const posts = (data.content ? [data as Post] : data.items) ?? []
    const transaction = kept.transaction(['posts', 'answers'], 'readwrite')
    const rest = data.content ? {} : { ...data, items: undefined, nextCursor: null }
    await Promise.all([
      ...posts.map((post) => transaction.objectStore('posts').put(rowOf(post))),
      transaction.objectStore('answers').put({ question, savedAt: sentAt, postIds: posts.map(({ id }) => id) }),
      transaction.done,
    ])
    await Promise.all([...posts.map((post) => putWords(post.id, post)), putWords(question, rest)])
    await dropOldest()
  }
  await eraseLoose()
  await erasePast()
}

export const rowOf = (post: Post) => ({
  id: post.id,
  handle: post.handle,
  expiresAt: post.expiresAt,
  media: [...JSON.stringify(post.content).matchAll(/"mediaId":"(\w+)"/g)].map((found) => found[1]!),
})

async function dropOldest(): Promise<void> {
  const kept = await openKept()
  const answers = await kept.getAll('answers')
  const oldest = answers.sort((a, b) => b.savedAt - a.savedAt).slice(MOST)
  await dropAnswers(oldest.map(({ question }) => question))
}

async function dropAnswers(questions: string[]): Promise<void> {
  await dropWords(questions)
  const kept = await openKept()
  await Promise.all(questions.map((question) => kept.delete('answers', question)))
}

/** Without a post that is past its time by now, to the millisecond. */
async function savedAnswer(question: string): Promise<Response | null> {
  await purge()
  const kept = await openKept()
  const now = await serverNow()
  const answer = await kept.get('answers', question)
  const [procedure, , postId] = question.split(' ')
  const ids = answer?.postIds ?? (postId ? [postId] : [])
  const rows = await Promise.all(ids.map((id) => kept.get('posts', id)))
  const live = rows.flatMap((row) => (row && row.expiresAt > now ? [row.id] : []))
  const posts = (await Promise.all(live.map((id) => wordsOf<Post>(id)))).filter((post) => post !== null)
  if (procedure === 'posts.get') return posts[0] ? respond(posts[0], now, answer?.savedAt) : null
  const data = answer && (await wordsOf(question))
  if (!data) return null
  const holdsPosts = procedure === 'updates.list' || procedure?.startsWith('posts.')
  return respond(holdsPosts ? { ...data, items: posts } : data, now, answer.savedAt)
}

function respond(data: object, now: number, savedAt: number | undefined): Response {
  const headers = { Date: new Date(now).toUTCString(), 'X-Saved-At': String(savedAt ?? now) }
  return Response.json({ result: { data } }, { headers })
}

/** Whether a picture is of a post that is kept. What is being saved at this moment counts. */
export async function isKept(mediaId: string): Promise<boolean> {
  await saving
  const rows = await (await openKept()).getAll('posts')
  return rows.some(({ media }) => media.includes(mediaId))
}

export async function forgetAnswers(): Promise<void> {
  await inTurn(async () => {
    await forgetWords()
    const kept = await openKept()
    await Promise.all([kept.clear('posts'), kept.clear('answers')])
  })
}
