import { ERRORS, HTTP_STATUS } from '@carillon/contract'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expected, type Procedure, TABLE } from './testing/procedures.ts'
import { answerOf, isAccount, openStage, PEOPLE, PROCEDURES, type Stage, type StageChannel } from './testing/stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.instance.close())

test('every procedure of the router says in the table whom it is for', () => {
  expect(Object.keys(TABLE).toSorted()).toEqual(PROCEDURES)
})

for (const path of PROCEDURES) {
  const procedure: Procedure = TABLE[path] ?? { for: 'operators' }
  const kinds =
    procedure.for === 'readers' || procedure.for === 'team' ? (['open', 'invite'] as const) : (['open'] as const)
  describe.each(kinds)(`${path} of a channel with access %s`, (access) => {
    test.each(PEOPLE)('answers %s as the table says', async (person) => {
      const wanted = expected(procedure, person, access)
      // What is refused changes nothing, so one channel serves for all of it.
      const channel = wanted === 'ok' ? await stage.channel({ access }) : await refusing(access)
      const input = await procedure.input?.(stage, channel, person)
      const answer = await stage.send(person, path, input, channel)
      if (procedure.endsSession && isAccount(person)) await stage.signIn(person)
      if (procedure.endsFollower && person === 'follower') await stage.restoreFollower()
      expect(answer.error?.code ?? 'ok').toBe(wanted)
      if (wanted === 'ok') return expect(answer.status).toBe(200)
      expect(answer.status).toBe(HTTP_STATUS[ERRORS[wanted]])
      expect(answer.result).toBeUndefined()
      if (wanted !== 'channels.not_found') return
      // To an outsider it looks like a channel that never was.
      const missing = await stage.send(person, path, { ...(input as object), handle: 'never_was' }, channel)
      expect(alike(missing)).toEqual(alike(answer))
    })
  })
}

const shared = new Map<string, Promise<StageChannel>>()
function refusing(access: 'open' | 'invite'): Promise<StageChannel> {
  const channel = shared.get(access) ?? stage.channel({ access })
  shared.set(access, channel)
  return channel
}

const alike = ({ status, text, headers }: { status: number; text: string; headers: Headers }) => ({
  status,
  text,
  headers: [...headers],
})

const UPLOADS: Record<string, Procedure> = {
  photo: { for: 'team', least: 'editor', scope: 'publish' },
  avatar: { for: 'team', least: 'admin', scope: 'profile' },
}

describe.each(Object.entries(UPLOADS))('sending a picture as %s', (kind, procedure) => {
  test.each(PEOPLE)('answers %s as the table says', async (person) => {
    const channel = await stage.channel()
    const background = '#884422'
    const picture = await sharp({ create: { width: 64, height: 64, channels: 3, background } })
      .png()
      .toBuffer()
    const upload = async (handle: string) => {
      const init = { method: 'POST', headers: stage.headersOf(person, channel), body: new Uint8Array(picture) }
      const answer = await answerOf(await stage.app.request(`/api/uploads/${kind}?handle=${handle}`, init))
      return { ...answer, code: (JSON.parse(answer.text) as { code?: string }).code ?? 'ok' }
    }
    const answer = await upload(channel.handle)
    expect(answer.code).toBe(expected(procedure, person, 'open'))
    if (answer.code === 'channels.not_found') expect(alike(await upload('never_was'))).toEqual(alike(answer))
  })
})

describe('an operator who is in no team', () => {
  test('sees of a channel by invitation neither its profile nor its posts, also through what it verifies', async () => {
    const channel = await stage.channel({ access: 'invite' })
    await stage.post(channel, 'For the invited')
    for (const path of ['channels.get', 'posts.list', 'posts.pinned', 'follows.follow', 'members.team']) {
      const answer = await stage.send('operator', path, { handle: channel.handle })
      expect([path, answer.error?.code]).toEqual([path, 'channels.not_found'])
    }
    const verified = await stage.send('operator', 'channels.setVerified', { handle: channel.handle, verified: true })
    expect(verified.text).not.toContain('For the invited')
    const control = await stage.send('follower', 'posts.list', { handle: channel.handle })
    expect(control.text).toContain('For the invited')
  })
})

describe('a row of another channel', () => {
  test.each(['posts.edit', 'posts.delete', 'posts.pin'])('is out of reach of %s in one’s own', async (path) => {
    const mine = await stage.channel()
    const theirs = await stage.send('outsider', 'posts.publish', {
      handle: 'elsewhere',
      content: { kind: 'text', text: 'Theirs' },
    })
    const postId = (theirs.result as { id: string }).id
    const rest = { content: { kind: 'text', text: 'Mine now' }, pinned: true }
    const answer = await stage.send('owner', path, { handle: mine.handle, postId, ...rest })
    expect(answer.error?.code).toBe('posts.not_found')
    const control = await stage.send('outsider', path, { handle: 'elsewhere', postId, ...rest })
    expect(control.status).toBe(200)
  })

  test('as an API key or an invitation stays, whoever names it', async () => {
    const mine = await stage.channel()
    const theirs = await stage.channel()
    const invitation = await stage.invite('team', theirs)
    const [key] = theirs.keys
    await stage.send('owner', 'keys.revoke', { handle: mine.handle, keyId: key!.id })
    await stage.send('owner', 'members.revokeInvitation', { handle: mine.handle, invitationId: invitation.id })
    expect((await stage.send('read key', 'channels.get', { handle: theirs.handle }, theirs)).status).toBe(200)
    expect((await stage.send('nobody', 'accounts.invitation', { token: invitation.token })).status).toBe(200)
    await stage.send('owner', 'keys.revoke', { handle: theirs.handle, keyId: key!.id })
    await stage.send('owner', 'members.revokeInvitation', { handle: theirs.handle, invitationId: invitation.id })
    expect((await stage.send('read key', 'channels.get', { handle: theirs.handle }, theirs)).status).toBe(401)
    expect((await stage.send('nobody', 'accounts.invitation', { token: invitation.token })).status).toBe(400)
  })
})
