import { DAY, type ErrorCode, type Role, type SCOPES } from '@carillon/contract'
import { importState, startImport } from '../imports/jobs.ts'
import { sources } from '../sources/table.ts'
import { stickerPacks, stickers } from '../stickers/table.ts'
import { pushTarget } from '../notifications/notifications.testing.ts'
import { type AccountName, isAccount, PEOPLE, type Person, type Stage, type StageChannel } from './stage.ts'

type Scope = (typeof SCOPES)[number]

/** Whom a procedure is for. */
type Audience =
  | { for: 'everybody' | 'accounts' | 'operators' }
  /** Whoever may read the channel that the input names. */
  | { for: 'readers' }
  /** The team of the channel, from this role up, and API keys with the scope. */
  | { for: 'team'; least: Role; scope: Scope | null }

export type Procedure = Audience & {
  /** An input that does what the procedure is for, made afresh for each call. */
  input?: (stage: Stage, channel: StageChannel, person: Person) => unknown
  /** What somebody it is for is refused all the same, and why. */
  but?: Partial<Record<Person, ErrorCode>>
  /** The person's session doesn't outlive the call. */
  endsSession?: true
  /** The follower's cookie, or the follower, doesn't outlive the call. */
  endsFollower?: true
}

const everybody = { for: 'everybody' } as const
const accounts = { for: 'accounts' } as const
const operators = { for: 'operators' } as const
const readers = { for: 'readers' } as const
const team = (least: Role, scope: Scope | null = null) => ({ for: 'team', least, scope }) as const

const handle = (_: Stage, channel: StageChannel) => ({ handle: channel.handle })
const text = (words: string) => ({ kind: 'text', text: words })

const seenDraft = async (stage: Stage, channel: StageChannel) => {
  const { handle, id, revision } = await stage.draft(channel)
  return { handle, draftId: id, revision }
}

const livePost = async (stage: Stage, c: StageChannel) => ({ handle: c.handle, postId: (await stage.post(c)).id })

const thisWeek = { span: { from: '2026-03-23', to: '2026-03-29' } }

/** A post of which there are numbers. */
const countedPost = async (stage: Stage, c: StageChannel) => {
  const post = await livePost(stage, c)
  await stage.instance.dispatcher.settle()
  return post
}

const tomorrow = ({ core }: Stage) => {
  const date = new Date(core.now() + DAY).toISOString().slice(0, 10)
  return { at: { date, time: '12:00' }, timeZone: 'Europe/Paris' }
}

/** A pack of the channel with a sticker in it, by rows: what draws pictures has tests of its own. */
const packed = async ({ core }: Stage, channel: StageChannel) => {
  const [packId, stickerId, now] = [core.newId('pck'), core.newId('stk'), core.now()]
  await core.db.transaction(async (tx) => {
    const pack = { id: packId, channelId: channel.id, name: 'Moods', createdAt: now, updatedAt: now }
    await tx.insert(stickerPacks).values(pack)
    const sticker = {
      id: stickerId,
      packId,
      position: 0,
      emoji: ['🔔'],
      moving: false,
      object: `stickers/${stickerId}`,
    }
    await tx.insert(stickers).values(sticker)
  })
  return { handle: channel.handle, packId, stickerId }
}

/** What everybody is refused who isn't a follower yet. */
const withoutFollower = (code: ErrorCode): Partial<Record<Person, ErrorCode>> =>
  Object.fromEntries(PEOPLE.filter((person) => person !== 'follower').map((person) => [person, code]))
const NOT_FOLLOWING = withoutFollower('follows.not_following')
const credential = { id: 'none', rawId: 'none', type: 'public-key' }

let fresh = 0
const email = () => `reader-${(fresh += 1)}@carillon.test`

/** Every procedure of the router, whom it is for and a valid input: what isn't here fails the tests that use it. */
export const TABLE: Record<string, Procedure> = {
  'accounts.me': everybody,
  'accounts.signIn': {
    ...everybody,
    input: () => ({ email: 'outsider@carillon.test', password: 'password of outsider' }),
  },
  'accounts.signOut': { ...everybody, endsSession: true },
  'accounts.requestSignUp': {
    ...everybody,
    async input({ instance, accounts: { operator } }) {
      await instance.as(operator).instance.edit({ creation: 'anyone' })
      return { email: email() }
    },
  },
  'accounts.signUp': {
    ...everybody,
    async input(stage) {
      const { token } = await stage.invite('create')
      return { token, email: email(), name: 'New', password: 'a password of its own' }
    },
  },
  'accounts.invitation': { ...everybody, input: async (stage) => ({ token: (await stage.invite('create')).token }) },
  'accounts.requestPasswordReset': { ...everybody, input: () => ({ email: email() }) },
  'accounts.resetPassword': {
    ...everybody,
    async input({ instance }) {
      const name = `forgetful-${(fresh += 1)}`
      const account = await instance.account(name)
      await instance.as().accounts.requestPasswordReset({ email: account.email })
      const token = /reset\/(\S+)/.exec(instance.mails.at(-1)!.text)![1]!
      return { token, password: 'a password remembered' }
    },
  },
  'accounts.changePassword': {
    ...accounts,
    endsSession: true,
    input: (_, __, person) => {
      const password = `password of ${isAccount(person) ? person : ('owner' satisfies AccountName)}`
      return { password, newPassword: password }
    },
  },
  'analytics.seen': {
    ...readers,
    input: async (stage, c) => ({ handle: c.handle, postIds: [(await stage.post(c)).id] }),
  },
  'analytics.overview': { ...team('analyst', 'read'), input: (_, c) => ({ handle: c.handle, ...thisWeek }) },
  'analytics.posts': { ...team('analyst', 'read'), input: handle },
  'analytics.post': { ...team('analyst', 'read'), input: countedPost },
  'analytics.export': { ...team('analyst', 'read'), input: (_, c) => ({ handle: c.handle, ...thisWeek }) },
  'analytics.summary': { ...team('analyst'), input: handle },
  'analytics.setSummary': { ...team('analyst'), input: (_, c) => ({ handle: c.handle, on: true }) },
  'analytics.instance': { ...operators, input: () => thisWeek },
  'analytics.ranking': { ...operators, input: () => thisWeek },
  'archives.size': { ...team('editor', 'read'), input: handle },
  'archives.import': {
    ...team('admin', 'publish'),
    input: (_, c) => ({ handle: c.handle, uploadId: `med_${'0'.repeat(26)}` }),
    but: { owner: 'uploads.not_found', admin: 'uploads.not_found', 'publish key': 'uploads.not_found' },
  },
  'archives.progress': {
    ...team('admin', 'publish'),
    input: (_, c) => ({ handle: c.handle, jobId: 'none' }),
    but: { owner: 'archives.not_found', admin: 'archives.not_found', 'publish key': 'archives.not_found' },
  },
  'channels.get': { ...readers, input: handle },
  'channels.mine': accounts,
  'channels.erasures': { ...team('analyst', 'read'), input: handle },
  'channels.storage': { ...team('editor', 'publish'), input: handle },
  'channels.create': {
    ...accounts,
    input: () => ({ handle: `made_${(fresh += 1)}`, name: 'Made', category: 'news' }),
  },
  'channels.edit': { ...team('admin', 'profile'), input: (_, c) => ({ handle: c.handle, description: 'Edited' }) },
  'channels.archive': { ...team('owner'), input: (_, c) => ({ handle: c.handle, archived: true }) },
  'channels.renewInviteLink': { ...team('admin'), input: handle },
  'channels.setVerified': { ...operators, input: (_, c) => ({ handle: c.handle, verified: true }) },
  'directory.search': { ...everybody, input: () => ({ query: 'bells' }) },
  'directory.list': { ...everybody, input: () => ({}) },
  'drafts.list': { ...team('editor', 'publish'), input: handle },
  'drafts.create': { ...team('editor', 'publish'), input: (_, c) => ({ handle: c.handle, content: text('Soon') }) },
  'drafts.edit': {
    ...team('editor', 'publish'),
    input: async (stage, c) => ({ ...(await seenDraft(stage, c)), content: text('Sooner'), silent: false }),
  },
  'drafts.publish': { ...team('editor', 'publish'), input: seenDraft },
  'drafts.schedule': {
    ...team('editor', 'publish'),
    input: async (stage, c) => ({ ...(await seenDraft(stage, c)), ...tomorrow(stage) }),
  },
  'drafts.unschedule': {
    ...team('editor', 'publish'),
    async input(stage, c) {
      const draft = await seenDraft(stage, c)
      const editor = stage.instance.as(stage.accounts.editor)
      const { revision } = await editor.drafts.schedule({ ...draft, ...tomorrow(stage) })
      return { ...draft, revision }
    },
  },
  'drafts.submit': { ...team('editor'), input: seenDraft },
  'drafts.comment': {
    ...team('editor'),
    input: async (stage, c) => ({ ...(await seenDraft(stage, c)), text: 'Why?' }),
  },
  'drafts.sendBack': {
    ...team('admin'),
    async input(stage, c) {
      const draft = await seenDraft(stage, c)
      const { revision } = await stage.instance.as(stage.accounts.editor).drafts.submit(draft)
      return { ...draft, revision, text: 'Shorter, please' }
    },
  },
  'drafts.approve': { ...team('admin'), input: seenDraft },
  'drafts.reviews': { ...team('editor'), input: seenDraft },
  'drafts.waiting': { ...team('editor'), input: handle },
  'drafts.editing': { ...team('editor'), input: seenDraft },
  'drafts.discard': {
    ...team('editor', 'publish'),
    input: async (stage, c) => ({ handle: c.handle, draftId: (await stage.draft(c)).id }),
  },
  'followers.me': everybody,
  'followers.joinCode': { ...everybody, but: withoutFollower('followers.nobody') },
  'followers.join': {
    ...everybody,
    endsFollower: true,
    input: async (stage) => ({ code: await stage.joinCode() }),
  },
  'followers.removeDevice': {
    ...everybody,
    endsFollower: true,
    input: ({ device }) => ({ deviceId: device.id }),
    but: withoutFollower('followers.nobody'),
  },
  'followers.export': everybody,
  'followers.import': { ...everybody, input: (_, c) => ({ handles: [c.handle] }) },
  'followers.forget': { ...everybody, endsFollower: true },
  'followers.passkeyOptions': { ...everybody, but: withoutFollower('followers.nobody') },
  'followers.addPasskey': {
    ...everybody,
    input: () => ({ ...credential, response: { clientDataJSON: 'e30', attestationObject: '' } }),
    but: { ...withoutFollower('followers.nobody'), follower: 'followers.passkey_refused' },
  },
  'followers.removePasskey': {
    ...everybody,
    input: () => ({ id: 'none' }),
    but: { ...withoutFollower('followers.nobody'), follower: 'followers.passkey_unknown' },
  },
  'followers.recoveryOptions': everybody,
  'followers.recover': {
    ...everybody,
    input: () => ({ ...credential, response: { clientDataJSON: 'e30', authenticatorData: '', signature: '' } }),
    but: { ...withoutFollower('followers.passkey_unknown'), follower: 'followers.passkey_unknown' },
  },
  'follows.follow': { ...readers, input: handle },
  'follows.unfollow': { ...readers, input: handle },
  'follows.state': { ...readers, input: handle },
  'imports.progress': {
    ...operators,
    async input({ instance: { ctx } }) {
      const jobId = startImport(ctx(), { name: 'BE.csv', bytes: Buffer.from('name\nTower') })
      // What goes on behind the tests that follow would change what they compare.
      while (!importState(ctx(), jobId).report) await new Promise((resolve) => setTimeout(resolve, 5))
      return { jobId }
    },
  },
  'instance.get': everybody,
  'instance.edit': { ...operators, input: () => ({ name: 'Carillon' }) },
  'instance.inviteCreator': { ...operators, input: () => ({}) },
  'instance.inviteOwner': {
    ...operators,
    input: async (stage) => ({ handle: (await stage.channel({ claimed: false })).handle }),
  },
  'instance.status': operators,
  'instance.vitals': operators,
  'instance.erasures': { ...operators, input: () => ({}) },
  'instance.erase': { ...operators, input: () => ({}) },
  'keys.list': { ...team('admin'), input: handle },
  'keys.create': { ...team('admin'), input: (_, c) => ({ handle: c.handle, name: 'New', scopes: ['read'] }) },
  'keys.revoke': { ...team('admin'), input: (_, c) => ({ handle: c.handle, keyId: c.keys[0]!.id }) },
  'members.team': { ...team('analyst'), input: handle },
  'members.invite': { ...team('admin'), input: (_, c) => ({ handle: c.handle, role: 'editor' }) },
  'members.revokeInvitation': {
    ...team('admin'),
    input: async (stage, c) => ({ handle: c.handle, invitationId: (await stage.invite('team', c)).id }),
  },
  'members.accept': { ...accounts, input: async (stage) => ({ token: (await stage.invite('create')).token }) },
  'members.changeRole': {
    ...team('admin'),
    input: (stage, c) => ({ handle: c.handle, accountId: stage.accounts.editor.id, role: 'analyst' }),
  },
  'members.remove': {
    ...team('admin'),
    input: (stage, c) => ({ handle: c.handle, accountId: stage.accounts.analyst.id }),
  },
  'members.leave': { ...team('analyst'), input: handle, but: { owner: 'members.owner_stays' } },
  'members.transfer': {
    ...team('owner'),
    input: (stage, c) => ({ handle: c.handle, accountId: stage.accounts.editor.id }),
  },
  'notifications.get': everybody,
  'notifications.subscribe': {
    ...everybody,
    input: pushTarget,
    but: Object.fromEntries(
      PEOPLE.filter((person) => person !== 'follower').map((person) => [person, 'notifications.follow_first']),
    ),
  },
  'notifications.unsubscribe': everybody,
  'notifications.edit': {
    ...everybody,
    input: () => ({ quiet: null, dailyCap: 5, digest: 'off', digestAt: 0, timeZone: 'UTC' }),
    but: Object.fromEntries(
      PEOPLE.filter((person) => person !== 'follower').map((person) => [person, 'notifications.follow_first']),
    ),
  },
  'polls.vote': { ...readers, input: async (stage, c) => ({ ...(await poll(stage, c)), options: [1] }) },
  'polls.results': {
    ...readers,
    input: async (stage, c) => ({ handle: c.handle, postIds: [(await poll(stage, c)).postId] }),
  },
  'polls.close': { ...team('editor', 'publish'), input: poll },
  'polls.history': { ...team('analyst', 'read'), input: poll },
  'posts.list': { ...readers, input: handle },
  'posts.late': { ...team('editor', 'publish'), input: handle },
  'posts.pinned': { ...readers, input: handle },
  'posts.get': {
    ...readers,
    input: async (stage, c) => ({ handle: c.handle, postId: (await stage.post(c)).id }),
  },
  'posts.search': { ...readers, input: (_, c) => ({ handle: c.handle, query: 'ding' }) },
  'posts.publish': { ...team('editor', 'publish'), input: (_, c) => ({ handle: c.handle, content: text('Dong') }) },
  'posts.edit': {
    ...team('editor', 'publish'),
    input: async (stage, c) => ({ handle: c.handle, postId: (await stage.post(c)).id, content: text('Dong') }),
  },
  'posts.forward': {
    ...team('editor'),
    async input(stage, c) {
      const from = await stage.channel()
      return { handle: c.handle, fromHandle: from.handle, postId: (await stage.post(from)).id }
    },
  },
  'posts.versions': { ...team('editor'), input: livePost },
  'posts.reviews': { ...team('editor'), input: livePost },
  'posts.editing': { ...team('editor'), input: livePost },
  'posts.delete': {
    ...team('editor', 'publish'),
    input: async (stage, c) => ({ handle: c.handle, postId: (await stage.post(c)).id }),
  },
  'posts.pin': {
    ...team('editor', 'publish'),
    input: async (stage, c) => ({ handle: c.handle, postId: (await stage.post(c)).id, pinned: true }),
  },
  'reactions.react': { ...readers, input: async (stage, c) => ({ ...(await livePost(stage, c)), emoji: '❤️' }) },
  'reactions.list': {
    ...readers,
    input: async (stage, c) => ({ handle: c.handle, postIds: [(await stage.post(c)).id] }),
  },
  'live.channel': { ...readers, input: handle },
  'live.analytics': { ...team('analyst', 'read'), input: handle },
  'live.updates': { ...everybody, input: (_, channel) => ({ also: [channel.handle] }) },
  'links.preview': {
    ...team('editor', 'publish'),
    input: (_, c) => ({ handle: c.handle, url: 'http://127.0.0.1:9/' }),
    but: {
      owner: 'links.refused',
      admin: 'links.refused',
      editor: 'links.refused',
      'publish key': 'links.refused',
    },
  },
  'sources.list': { ...team('editor'), input: handle },
  'sources.add': {
    ...team('admin'),
    input: (_, c) => ({ handle: c.handle, url: 'http://127.0.0.1:9/feed' }),
    but: { owner: 'sources.refused', admin: 'sources.refused' },
  },
  'sources.edit': { ...team('admin'), input: async (stage, c) => ({ ...(await source(stage, c)), publishes: true }) },
  'sources.remove': { ...team('admin'), input: source },
  'sources.check': { ...team('admin'), input: source },
  'stickers.packs': { ...team('analyst', 'read'), input: handle },
  'stickers.sharedPacks': operators,
  'stickers.createPack': { ...team('editor', 'publish'), input: (_, c) => ({ handle: c.handle, name: 'Moods' }) },
  'stickers.editPack': {
    ...team('editor', 'publish'),
    async input(stage, c) {
      const { stickerId, ...pack } = await packed(stage, c)
      return { ...pack, name: 'Mood swings', order: [stickerId] }
    },
  },
  'stickers.editSticker': {
    ...team('editor', 'publish'),
    input: async (stage, c) => ({ ...(await packed(stage, c)), emoji: ['🎉'] }),
  },
  'stickers.removePack': { ...team('editor', 'publish'), input: packed },
  'stickers.removeSticker': { ...team('editor', 'publish'), input: packed },
  'updates.list': { ...everybody, input: () => ({}) },
  'updates.markRead': { ...everybody, input: ({ core }) => ({ readAt: core.now() }) },
  'updates.mute': { ...readers, input: (_, c) => ({ handle: c.handle, mute: 'week' }), but: NOT_FOLLOWING },
  'updates.pin': { ...readers, input: (_, c) => ({ handle: c.handle, pinned: false }), but: NOT_FOLLOWING },
  'updates.notify': { ...readers, input: (_, c) => ({ handle: c.handle, notify: false }), but: NOT_FOLLOWING },
  'updates.suggestions': everybody,
  'webhooks.list': { ...team('admin'), input: handle },
  'webhooks.create': {
    ...team('admin'),
    input: (_, c) => ({ handle: c.handle, url: 'https://hooks.invalid/', events: ['post.published'] }),
  },
  'webhooks.edit': { ...team('admin'), input: async (stage, c) => ({ ...(await webhook(stage, c)), paused: true }) },
  'webhooks.remove': { ...team('admin'), input: webhook },
  'webhooks.rotateSecret': { ...team('admin'), input: webhook },
  'webhooks.test': { ...team('admin'), input: webhook },
  'webhooks.deliveries': { ...team('admin'), input: webhook },
  'webhooks.redeliver': {
    ...team('admin'),
    async input(stage, c) {
      const which = await webhook(stage, c)
      const { id } = await stage.instance.as(stage.accounts.owner).webhooks.test(which)
      return { ...which, deliveryId: id }
    },
  },
}

/** A poll that anybody may vote in. */
async function poll(stage: Stage, { handle }: StageChannel) {
  const content = { kind: 'poll' as const, poll: { question: 'Which bell?', options: ['Great Tom', 'Little Ben'] } }
  const { id } = await stage.instance.as(stage.accounts.owner).posts.publish({ handle, content })
  return { handle, postId: id }
}

/** A feed that the channel follows. */
async function source({ core }: Stage, { id, handle }: StageChannel) {
  const row = { id: core.newId('src'), channelId: id, url: 'http://127.0.0.1:9/feed', title: 'Feed', publishes: false }
  const times = { createdAt: core.now(), nextAt: core.now() }
  await core.db.transaction((tx) => tx.insert(sources).values({ ...row, ...times }))
  return { handle, sourceId: row.id }
}

/** A webhook of the channel, which its owner has made. */
async function webhook({ instance, accounts }: Stage, { handle }: StageChannel) {
  const input = { handle, url: 'https://hooks.invalid/', events: ['post.published' as const] }
  const { items } = await instance.as(accounts.owner).webhooks.list({ handle })
  const { id } = items[0] ?? (await instance.as(accounts.owner).webhooks.create(input))
  return { handle, webhookId: id }
}

const RANK: Record<Role, number> = { analyst: 1, editor: 2, admin: 3, owner: 4 }

/** What this person must be answered: `ok`, or the code of the refusal. */
export function expected(procedure: Audience & Pick<Procedure, 'but'>, person: Person, access: 'open' | 'invite') {
  return refusal(procedure, person, access) ?? procedure.but?.[person] ?? 'ok'
}

function refusal(audience: Audience, person: Person, access: 'open' | 'invite'): ErrorCode | null {
  const [scope] = person.endsWith(' key') ? person.split(' ') : []
  const key = person.includes('key')
  const role = person in RANK ? (person as Role) : null
  const unknown = person === 'nobody' || person === 'follower'
  switch (audience.for) {
    case 'everybody':
      return null
    case 'readers': {
      const reader = access === 'open' || role !== null || person === 'follower' || scope === 'read'
      return reader ? null : 'channels.not_found'
    }
    case 'accounts':
    case 'operators':
      if (unknown) return 'accounts.signed_out'
      if (key) return 'keys.scope'
      return audience.for === 'accounts' || person === 'operator' ? null : 'accounts.operators_only'
    case 'team':
      if (unknown) return 'accounts.signed_out'
      if (key && audience.scope === null) return 'keys.scope'
      if (scope) return scope === audience.scope ? null : 'keys.scope'
      if (!role) return 'channels.not_found'
      return RANK[role] < RANK[audience.least] ? 'members.role' : null
  }
}
