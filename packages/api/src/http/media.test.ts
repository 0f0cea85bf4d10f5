import { DAY } from '@carillon/contract'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { START } from '../testing/index.ts'
import { openStage, type Person, PEOPLE, type Stage, type StageChannel } from '../testing/stage.ts'

let stage: Stage
let picture: Uint8Array<ArrayBuffer>
beforeAll(async () => {
  stage = await openStage()
  const background = '#884422'
  const made = sharp({ create: { width: 700, height: 500, channels: 3, background } })
  picture = new Uint8Array(await made.jpeg().toBuffer())
})
afterAll(() => stage.instance.close())

const TEAM: Person[] = ['analyst', 'editor', 'admin', 'owner']

async function upload(channel: StageChannel) {
  const init = { method: 'POST', headers: stage.headersOf('editor', channel), body: picture }
  const answer = await stage.app.request(`/api/uploads/photo?handle=${channel.handle}`, init)
  expect(answer.status).toBe(200)
  return (await answer.json()) as { mediaId: string; widths: number[] }
}

async function publish(channel: StageChannel) {
  const { mediaId, widths } = await upload(channel)
  const content = { kind: 'photo', text: '', photo: { mediaId, alt: 'Brown' } }
  const { result } = await stage.send('editor', 'posts.publish', { handle: channel.handle, content })
  return { mediaId, widths, postId: (result as { id: string }).id }
}

const see = (person: Person, channel: StageChannel, mediaId: string, width = 320) =>
  stage.app.request(`/api/media/${mediaId}/${width}`, { headers: stage.headersOf(person, channel) })

/** Who is shown it, of everybody. */
async function viewers(channel: StageChannel, mediaId: string): Promise<Person[]> {
  const statuses = await Promise.all(PEOPLE.map(async (person) => (await see(person, channel, mediaId)).status))
  expect(statuses.every((status) => status === 200 || status === 404)).toBe(true)
  return PEOPLE.filter((_, at) => statuses[at] === 200)
}

const maxAge = (answer: Response) => Number(/max-age=(\d+)/.exec(answer.headers.get('cache-control') ?? '')?.[1])

describe('a photo', () => {
  test('that waits for its post is shown to those who write drafts alone', async () => {
    const channel = await stage.channel()
    const { mediaId } = await upload(channel)
    expect(await viewers(channel, mediaId)).toEqual(['editor', 'admin', 'owner', 'publish key'])
    const answer = await see('editor', channel, mediaId)
    expect(answer.headers.get('cache-control')).toMatch(/^private, max-age=\d+$/)
  })

  test('of an open channel is shown to everybody', async () => {
    const channel = await stage.channel()
    const { mediaId } = await publish(channel)
    expect(await viewers(channel, mediaId)).toEqual(PEOPLE)
  })

  test('of a channel by invitation is shown to its team, its followers and its keys for reading', async () => {
    const channel = await stage.channel({ access: 'invite' })
    const { mediaId } = await publish(channel)
    expect(await viewers(channel, mediaId)).toEqual(['follower', ...TEAM, 'read key'])
    const answer = await see('follower', channel, mediaId)
    expect(answer.headers.get('cache-control')).toMatch(/^private, max-age=\d+$/)
  })

  test('is refused as if it had never been', async () => {
    const channel = await stage.channel({ access: 'invite' })
    const { mediaId } = await publish(channel)
    const refused = await see('outsider', channel, mediaId)
    const missing = await see('outsider', channel, `med_${'0'.repeat(26)}`)
    expect(await refused.text()).toBe(await missing.text())
    expect([...refused.headers]).toEqual([...missing.headers])
  })

  test('goes with its post: when it is deleted, edited away, or past its time', async () => {
    const channel = await stage.channel()
    const deleted = await publish(channel)
    const edited = await publish(channel)
    const expired = await publish(channel)
    expect(await viewers(channel, deleted.mediaId)).toEqual(PEOPLE)
    await stage.send('editor', 'posts.delete', { handle: channel.handle, postId: deleted.postId })
    expect(await viewers(channel, deleted.mediaId)).toEqual([])
    const content = { kind: 'text', text: 'No photo any more' }
    await stage.send('editor', 'posts.edit', { handle: channel.handle, postId: edited.postId, content })
    expect(await viewers(channel, edited.mediaId)).toEqual([])
    stage.instance.clock.now = START + 30 * DAY - 1
    expect(await viewers(channel, expired.mediaId)).toEqual(PEOPLE)
    stage.instance.clock.now = START + 30 * DAY
    expect(await viewers(channel, expired.mediaId)).toEqual([])
    stage.instance.clock.now = START
  })

  test('is kept by nobody longer than its post has left', async () => {
    const channel = await stage.channel({ retentionDays: 1 })
    const { mediaId } = await publish(channel)
    for (const left of [DAY, DAY / 2, 1_500, 999, 1]) {
      stage.instance.clock.now = START + DAY - left
      const answer = await see('nobody', channel, mediaId)
      expect(answer.status).toBe(200)
      expect(maxAge(answer)).toBe(Math.floor(left / 1_000))
      expect(answer.headers.get('cache-control')).toMatch(/^public, max-age=\d+$/)
    }
    stage.instance.clock.now = START
  })

  test('is WebP that a browser shows and never runs', async () => {
    const channel = await stage.channel()
    const { mediaId, widths } = await publish(channel)
    for (const width of widths) {
      const answer = await see('nobody', channel, mediaId, width)
      expect(answer.headers.get('content-type')).toBe('image/webp')
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
      expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
      const { format, width: drawn } = await sharp(await answer.arrayBuffer()).metadata()
      expect([format, drawn]).toEqual(['webp', width])
    }
    expect((await see('nobody', channel, mediaId, 321)).status).toBe(404)
  })
})

test('an avatar is shown in two sizes, and no more when it is replaced or taken away', async () => {
  const channel = await stage.channel()
  const set = async () => {
    const init = { method: 'POST', headers: stage.headersOf('admin', channel), body: picture }
    const answer = await stage.app.request(`/api/uploads/avatar?handle=${channel.handle}`, init)
    return ((await answer.json()) as { avatar: string }).avatar
  }
  const sizeOf = async (path: string) => {
    const answer = await stage.app.request(path)
    return answer.status === 200 ? (await sharp(await answer.arrayBuffer()).metadata()).width : answer.status
  }
  const first = await set()
  expect([await sizeOf(`${first}?size=96`), await sizeOf(`${first}?size=320`)]).toEqual([96, 320])
  const second = await set()
  expect([await sizeOf(first), await sizeOf(second)]).toEqual([404, 96])
  await stage.send('admin', 'channels.edit', { handle: channel.handle, avatar: null })
  expect(await sizeOf(second)).toBe(404)
})
