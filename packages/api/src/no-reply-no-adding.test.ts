import { readdir, readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { follows } from './follows/table.ts'
import { posts } from './posts/table.ts'
import { TABLE } from './testing/procedures.ts'
import { inputOf, isAccount, openStage, PEOPLE, type Person, PROCEDURES, type Stage } from './testing/stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.instance.close())

/** Every key that an input may have, however deep. */
function keysOf(path: string): string[] {
  const schema = inputOf(path)
  return schema ? collect(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })) : []
}

function collect(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return []
  const inside = Object.values(node).flatMap(collect)
  const { properties } = node as { properties?: object }
  return properties ? [...Object.keys(properties), ...inside] : inside
}

describe('the inputs of the whole router', () => {
  test('are read to their depth by this test', () => {
    expect(keysOf('members.changeRole')).toEqual(['handle', 'accountId', 'role'])
    expect(keysOf('posts.publish')).toContain('mediaId')
  })

  test.each(PROCEDURES)('of %s name no follower and no post to reply to', (path) => {
    expect(
      keysOf(path).filter((key) => /follow|reader|subscri|recipient|audience|repl|parent|thread|comment/i.test(key)),
    ).toEqual([])
  })

  test.each(PROCEDURES.filter((path) => /^(follows|updates)\./.test(path)))('of %s name nobody at all', (path) => {
    const seen = ['visit', 'source', 'language', 'country', 'postId']
    const allowed = ['handle', 'invite', 'limit', 'cursor', 'readAt', 'mute', 'pinned', 'notify', ...seen]
    expect(keysOf(path).filter((key) => !allowed.includes(key))).toEqual([])
  })

  test('lead to no procedure for answering a post', () => {
    // A team speaks of what isn't published yet, among itself.
    const among = ['drafts.comment']
    expect(keysOf('drafts.comment')).toEqual(['handle', 'draftId', 'text'])
    expect(PROCEDURES.filter((path) => /repl|comment|answer|message|discuss/i.test(path))).toEqual(among)
  })
})

const pairs = async () => {
  const rows = await stage.core.db.read.select().from(follows)
  return new Set(rows.map((row) => `${row.followerId} ${row.channelId}`))
}
const bodies = async () => {
  const rows = await stage.core.db.read.select({ id: posts.id, content: posts.content }).from(posts)
  return rows.map((row) => `${row.id} ${row.content.toString('base64')}`).toSorted()
}

describe.each(PROCEDURES)('calling %s', (path) => {
  test('adds a follow for whoever asks, or for nobody', async () => {
    const channel = await stage.channel({ access: FOLLOWING.includes(path) ? 'open' : 'invite' })
    for (const person of PEOPLE) {
      const input = await TABLE[path]?.input?.(stage, channel, person)
      // Making an input may publish a post, but makes no follow.
      const before = await pairs()
      await stage.send(person, path, input, channel)
      if (TABLE[path]?.endsSession && isAccount(person)) await stage.signIn(person)
      // Whoever joins another device of theirs is another follower from then on, with what they followed before.
      const after = [...(await pairs())].filter((pair) => !isSame(path, person) || pair.startsWith(stage.follower.id))
      const added = after.filter((pair) => !before.has(pair))
      if (TABLE[path]?.endsFollower && person === 'follower') await stage.restoreFollower()
      expect({ person, added: added.length }).toEqual({ person, added: wanted(path, person) })
      for (const pair of added) expect(pair.endsWith(` ${channel.id}`)).toBe(true)
    }
  })

  test('says nothing in a channel for somebody outside its team', async () => {
    const channel = await stage.channel()
    await stage.post(channel)
    for (const person of ['nobody', 'follower', 'outsider', 'removed', 'operator', 'key of another channel'] as const) {
      const input = await TABLE[path]?.input?.(stage, channel, person)
      const before = await bodies()
      await stage.send(person, path, input, channel)
      if (TABLE[path]?.endsSession && isAccount(person)) await stage.signIn(person)
      if (TABLE[path]?.endsFollower && person === 'follower') await stage.restoreFollower()
      expect({ person, bodies: await bodies() }).toEqual({ person, bodies: before })
    }
  })
})

/** The follower of the cast follows already; the others come without a follower's cookie and get one of their own. */
const wanted = (path: string, person: Person) => (FOLLOWING.includes(path) && person !== 'follower' ? 1 : 0)
const FOLLOWING = ['follows.follow', 'followers.import']
const isSame = (path: string, person: Person) => path === 'followers.join' && person === 'follower'

test('a follow is for the follower of the request’s own cookie, whatever else the request carries', async () => {
  const first = await stage.channel()
  const second = await stage.channel({ access: 'open' })
  await stage.send('follower', 'follows.unfollow', { handle: second.handle })
  const before = await pairs()
  const victim = { follower: 'flw_0', followerId: 'flw_0', accountId: stage.accounts.owner.id }
  await stage.send('follower', 'follows.follow', { handle: second.handle, ...victim }, first)
  const added = [...(await pairs())].filter((pair) => !before.has(pair))
  expect(added).toEqual([`${stage.follower.id} ${second.id}`])
})

test('one place in the sources writes follows', async () => {
  const files = (await readdir(import.meta.dirname, { recursive: true })).filter((file) => /(?<!test)\.ts$/.test(file))
  const writers: string[] = []
  for (const file of files) {
    const source = await readFile(`${import.meta.dirname}/${file}`, 'utf8')
    if (/insert\(\s*follows\s*\)|insert into .?follows/i.test(source)) writers.push(file)
  }
  expect(writers.toSorted()).toEqual(['follows/service.ts', 'testing/stage.ts'])
})
