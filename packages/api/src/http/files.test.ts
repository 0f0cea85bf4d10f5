import { DAY, LIMITS, type VideoFile } from '@carillon/contract'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { expirePosts } from '../retention/expire.ts'
import { sweepLeftovers } from '../retention/sweep.ts'
import { START } from '../testing/index.ts'
import { clip, docx, m4a, mp3, oggOpus, pdf, toldJpeg, wav, webmOpus } from '../testing/samples.ts'
import { openStage, type Person, PEOPLE, snapshot, type Stage, type StageChannel } from '../testing/stage.ts'
import { codeOf, idOf, uploader } from '../testing/tus.ts'

let stage: Stage
let channel: StageChannel
beforeAll(async () => {
  stage = await openStage({ channelQuota: 400 * 1024 * 1024 })
})
afterAll(() => stage.instance.close())
beforeEach(async () => {
  channel = await stage.channel()
  stage.instance.clock.now = START
})

const as = (person: Person) => uploader(stage, person, channel)
const editor = () => as('editor')
const scratch = () => readdir(join(stage.instance.dataDir, 'uploads'))
const read = (id: string, headers: Record<string, string> = {}, method = 'GET', person: Person = 'editor') => {
  const all = stage.headersOf(person, channel)
  for (const [name, value] of Object.entries(headers)) all.set(name, value)
  return stage.app.request(`/api/media/${id}/file`, { method, headers: all })
}
async function publish(content: object) {
  const { result } = await stage.send('editor', 'posts.publish', { handle: channel.handle, content })
  return (result as { id: string }).id
}
async function taken(kind: string, bytes: Uint8Array): Promise<VideoFile> {
  const answer = await editor().upload(kind, bytes)
  expect(answer.status).toBe(200)
  return (await answer.json()) as VideoFile
}

describe('an upload', () => {
  test.each([
    ['video', () => clip('square.mp4'), 'video/mp4'],
    ['video', () => clip('square.webm'), 'video/webm'],
    ['voice', m4a, 'audio/mp4'],
    ['voice', mp3, 'audio/mpeg'],
    ['voice', oggOpus, 'audio/ogg'],
    ['voice', webmOpus, 'audio/webm'],
    ['voice', async () => wav(), 'audio/wav'],
    ['document', pdf, 'application/pdf'],
    ['document', docx, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['document', async () => Buffer.from('Ding, dong — bells'), 'text/plain; charset=utf-8'],
  ] as const)('of a %s is taken, stored and read back (%#)', async (kind, make, type) => {
    const file = await taken(kind, await make())
    expect(file.type).toBe(type)
    const answer = await read(file.mediaId)
    expect(answer.headers.get('content-type')).toBe(type)
    expect(Buffer.from(await answer.arrayBuffer())).toHaveLength(file.size)
    expect(await scratch()).toEqual([])
  })

  test('of a photo is one like any other', async () => {
    const answer = await editor().upload('photo', await toldJpeg())
    const { mediaId, widths } = (await answer.json()) as { mediaId: string; widths: number[] }
    expect(widths).toEqual([64])
    expect(await publish({ kind: 'photo', text: '', photo: { mediaId, alt: '' } })).toMatch(/^pst_/)
  })

  test('that broke off goes on where it was', async () => {
    const bytes = await clip('square.webm')
    const id = idOf(await editor().begin('video', bytes.length))
    await editor().patch(id, 0, bytes.subarray(0, 1_000))
    expect(await codeOf(await editor().finish(id))).toBe('uploads.unfinished')
    const head = await editor().send('HEAD', `/${id}`)
    expect([head.headers.get('upload-offset'), head.headers.get('upload-length')]).toEqual([
      '1000',
      String(bytes.length),
    ])
    expect(await codeOf(await editor().patch(id, 500, bytes.subarray(500)))).toBe('uploads.offset')
    expect((await editor().patch(id, 1_000, bytes.subarray(1_000))).status).toBe(204)
    expect((await editor().finish(id)).status).toBe(200)
  })

  test('finished many times at once, and once more, answers the same', async () => {
    const bytes = await clip('square.mp4')
    const id = idOf(await editor().begin('video', bytes.length))
    await editor().patch(id, 0, bytes)
    const answers = await Promise.all([1, 2, 3, 4].map(() => editor().finish(id)))
    const bodies = await Promise.all([...answers, await editor().finish(id)].map((answer) => answer.text()))
    expect(new Set(bodies).size).toBe(1)
    expect(JSON.parse(bodies[0]!)).toMatchObject({ mediaId: id, type: 'video/mp4', width: 160, height: 120 })
  })

  test('whose last answer got lost is all there, and isn’t sent anew', async () => {
    const bytes = await clip('square.mp4')
    const id = idOf(await editor().begin('video', bytes.length))
    await editor().patch(id, 0, bytes)
    const finishing = editor().finish(id)
    const during = await editor().send('HEAD', `/${id}`)
    await finishing
    for (const head of [during, await editor().send('HEAD', `/${id}`)]) {
      expect(head.status).toBe(200)
      expect(head.headers.get('upload-offset')).toBe(head.headers.get('upload-length'))
    }
    expect((await as('outsider').send('HEAD', `/${id}`)).status).toBe(404)
  })

  test('that was refused is gone, and its refusal told again', async () => {
    const id = idOf(await editor().begin('video', 9))
    await editor().patch(id, 0, Buffer.from('no video!'))
    for (let at = 0; at < 2; at += 1) expect(await codeOf(await editor().finish(id))).toBe('media.video_kind')
    expect(await scratch()).toEqual([])
    expect(await codeOf(await as('admin').finish(id))).toBe('uploads.not_found')
  })

  test('that is cancelled is gone', async () => {
    const id = idOf(await editor().begin('voice', 100))
    expect(await scratch()).not.toEqual([])
    expect((await editor().send('DELETE', `/${id}`)).status).toBe(204)
    expect(await scratch()).toEqual([])
    expect(await codeOf(await editor().patch(id, 0, Buffer.alloc(100)))).toBe('uploads.not_found')
  })

  test('never has its name on the disk', async () => {
    const { instance } = stage
    const id = idOf(await editor().begin('document', 100))
    const { readFile } = await import('node:fs/promises')
    const noted = await readFile(join(instance.dataDir, 'uploads', `${id}.json`), 'utf8')
    expect(noted).toContain(id)
    expect(noted).not.toMatch(/secret|c2VjcmV0/)
    await editor().send('DELETE', `/${id}`)
  })

  test('is forgotten after a day, and what nobody knows of at the next start', async () => {
    const id = idOf(await editor().begin('voice', 100))
    await expirePosts(stage.core)
    expect((await scratch()).length).toBeGreaterThan(0)
    await sweepLeftovers(stage.core)
    expect((await editor().send('HEAD', `/${id}`)).status).toBe(200)
    stage.instance.clock.now = START + DAY
    expect((await editor().send('HEAD', `/${id}`)).status).toBe(404)
    await expirePosts(stage.core)
    expect(await scratch()).toEqual([])
  })
})

describe('who may not upload', () => {
  test.each(PEOPLE)('%s', async (person) => {
    const may = ['editor', 'admin', 'owner', 'publish key'].includes(person)
    const answer = await as(person).begin('voice', 100)
    expect(answer.status === 201).toBe(may)
    if (may) await as(person).send('DELETE', `/${idOf(answer)}`)
    else expect((await codeOf(answer))!.length).toBeGreaterThan(3)
  })

  test('go on with another’s upload: nobody but whoever began it', async () => {
    const bytes = await clip('square.mp4')
    const id = idOf(await editor().begin('video', bytes.length))
    const before = await snapshot(stage)
    for (const person of PEOPLE.filter((one) => one !== 'editor')) {
      for (const call of [
        as(person).send('HEAD', `/${id}`),
        as(person).patch(id, 0, bytes),
        as(person).finish(id),
        as(person).send('DELETE', `/${id}`),
      ])
        expect([401, 403, 404]).toContain((await call).status)
    }
    expect(await snapshot(stage)).toBe(before)
    expect((await editor().patch(id, 0, bytes)).status).toBe(204)
    expect((await editor().finish(id)).status).toBe(200)
  })

  test('another site’s page', async () => {
    for (const origin of ['https://evil.test', 'null']) {
      const answer = await editor().begin('voice', 100, { origin })
      expect(await codeOf(answer)).toBe('request.wrong_origin')
    }
    const ours = await editor().begin('voice', 100)
    expect(ours.headers.get('access-control-allow-origin')).toBeNull()
    expect(ours.headers.get('access-control-expose-headers')).toBeNull()
    await editor().send('DELETE', `/${idOf(ours)}`)
  })

  test('whoever tries ids that there are not', async () => {
    for (const id of ['med_0', '..%2f..%2fcarillon.db', `med_${'0'.repeat(26)}`, '%00']) {
      expect([401, 404]).toContain((await editor().send('HEAD', `/${id}`)).status)
    }
  })
})

describe('a limit is told before a byte is taken', () => {
  test.each([
    ['photo', LIMITS.photoBytes, 'media.too_large'],
    ['video', LIMITS.videoBytes, 'media.video_too_large'],
    ['voice', LIMITS.voiceBytes, 'media.voice_too_large'],
    ['document', LIMITS.documentBytes, 'media.document_too_large'],
  ])('of a %s', async (kind, most, code) => {
    expect(await codeOf(await editor().begin(kind, most + 1))).toBe(code)
    const taken = await editor().begin(kind, most)
    expect(taken.status).toBe(201)
    await editor().send('DELETE', `/${idOf(taken)}`)
  })

  test('and so is what is missing', async () => {
    const wrong: Record<string, string>[] = [
      { 'upload-length': '' },
      { 'upload-length': '-1' },
      { 'upload-length': 'many' },
      { 'upload-metadata': '' },
      { 'upload-length': '0' },
    ]
    for (const more of wrong) {
      expect(await codeOf(await editor().begin('video', 10, more))).toMatch(/^(uploads\.no_size|channels\.not_found)$/)
    }
    expect(await codeOf(await editor().begin('painting', 10))).toBe('uploads.no_size')
    const deferred = { 'upload-length': '', 'upload-defer-length': '1' }
    expect(await codeOf(await editor().begin('video', 10, deferred))).toBe('uploads.no_size')
    expect(await codeOf(await editor().begin('video', 10, { 'tus-resumable': '0.2.0' }))).toBe('uploads.protocol')
    expect(await scratch()).toEqual([])
  })

  test('more than was said is not taken', async () => {
    const id = idOf(await editor().begin('voice', 10))
    expect((await editor().patch(id, 0, Buffer.alloc(11))).status).toBe(413)
    const head = await editor().send('HEAD', `/${id}`)
    expect(Number(head.headers.get('upload-offset'))).toBeLessThanOrEqual(10)
    await editor().send('DELETE', `/${id}`)
  })

  test('of what a channel may store, with what is free', async () => {
    const storage = async () =>
      (await stage.send('editor', 'channels.storage', { handle: channel.handle })).result as {
        used: number
        quota: number
      }
    const file = await taken('voice', await m4a())
    expect(await storage()).toEqual({ used: file.size, quota: 400 * 1024 * 1024 })
    const ids: string[] = []
    for (let at = 0; at < 3; at += 1) ids.push(idOf(await editor().begin('video', LIMITS.videoBytes)))
    const refused = (await (await editor().begin('video', LIMITS.videoBytes)).json()) as {
      code: string
      free: number
      message: string
    }
    expect(refused).toMatchObject({ code: 'media.quota', free: 100 * 1024 * 1024 - file.size })
    expect(refused.message).toContain('99 MB')
    await editor().send('DELETE', `/${ids[0]}`)
    expect((await editor().begin('video', LIMITS.videoBytes)).status).toBe(201)
  })

  test('of how many may be unfinished', async () => {
    for (let at = 0; at < LIMITS.unfinishedUploads; at += 1) {
      expect((await as(at % 2 ? 'editor' : 'publish key').begin('voice', 100)).status).toBe(201)
    }
    expect(await codeOf(await editor().begin('voice', 100))).toBe('uploads.too_many')
  })
})

describe('a file', () => {
  test('is read in parts, as browsers do', async () => {
    const file = await taken('video', await clip('square.webm'))
    const whole = Buffer.from(await (await read(file.mediaId)).arrayBuffer())
    for (const [asked, start, end] of [
      ['bytes=0-0', 0, 0],
      ['bytes=17-40', 17, 40],
      ['bytes=1000-', 1_000, file.size - 1],
      ['bytes=-7', file.size - 7, file.size - 1],
    ] as const) {
      const answer = await read(file.mediaId, { range: asked })
      expect(answer.status).toBe(206)
      expect(answer.headers.get('content-range')).toBe(`bytes ${start}-${end}/${file.size}`)
      expect(Buffer.from(await answer.arrayBuffer()).equals(whole.subarray(start, end + 1))).toBe(true)
    }
    const outside = await read(file.mediaId, { range: `bytes=${file.size}-` })
    expect([outside.status, outside.headers.get('content-range')]).toEqual([416, `bytes */${file.size}`])
    const head = await read(file.mediaId, {}, 'HEAD')
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, String(file.size), ''])
  })

  test('is kept by nobody longer than its post has left, and goes with it', async () => {
    const { mediaId } = await taken('voice', await oggOpus())
    await publish({ kind: 'voice', text: '', voice: { mediaId } })
    stage.instance.clock.now = START + 30 * DAY - 1_500
    const answer = await read(mediaId, {}, 'GET', 'nobody')
    expect(answer.headers.get('cache-control')).toBe('public, max-age=1')
    stage.instance.clock.now = START + 30 * DAY
    expect((await read(mediaId, {}, 'GET', 'nobody')).status).toBe(404)
  })

  test('is for those who may read its channel', async () => {
    channel = await stage.channel({ access: 'invite' })
    const { mediaId } = await taken('voice', await oggOpus())
    const seen = async () => {
      const statuses = await Promise.all(PEOPLE.map(async (person) => (await read(mediaId, {}, 'GET', person)).status))
      return PEOPLE.filter((_, at) => statuses[at] === 200)
    }
    expect(await seen()).toEqual(['editor', 'admin', 'owner', 'publish key'])
    await publish({ kind: 'voice', text: '', voice: { mediaId } })
    expect(await seen()).toEqual(['follower', 'analyst', 'editor', 'admin', 'owner', 'read key'])
  })

  test.each([
    ['Fahrplan übermorgen.pdf', `filename="Fahrplan _bermorgen.pdf"; filename*=UTF-8''Fahrplan%20%C3%BCbermorgen.pdf`],
    ['"; filename=evil.html', `filename="__ filename=evil.html"; filename*=UTF-8''_%3B%20filename%3Devil.html`],
    ['../../etc/passwd', `filename="__.._etc_passwd"; filename*=UTF-8''__.._etc_passwd`],
    ['a\u200Ffdp.exe', `filename="a_fdp.exe"; filename*=UTF-8''a_fdp.exe`],
    ["it's (1)*.txt", `filename="it_s (1)_.txt"; filename*=UTF-8''it%27s%20%281%29_.txt`],
  ])('that is a document called %s is saved under a name that is only a name', async (name, told) => {
    const { mediaId } = await taken('document', Buffer.from('Ding'))
    await publish({ kind: 'document', text: '', document: { mediaId, name } })
    const answer = await read(mediaId, {}, 'GET', 'nobody')
    expect(answer.headers.get('content-disposition')).toBe(`attachment; ${told}`)
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
  })

  test('of one kind is no other', async () => {
    const { mediaId } = await taken('voice', await m4a())
    const answer = await stage.send('editor', 'posts.publish', {
      handle: channel.handle,
      content: { kind: 'document', text: '', document: { mediaId, name: 'x' } },
    })
    expect(answer.error?.code).toBe('media.other_kind')
    expect(
      (await stage.app.request(`/api/media/${mediaId}/320`, { headers: stage.headersOf('editor', channel) })).status,
    ).toBe(404)
  })
})
