import { DAY } from '@carillon/contract'
import { Hono } from 'hono'
import { createApp } from '../app.ts'
import { openTestInstance, type TestInstance } from '../testing/index.ts'
import { Truth, WHOLE } from './month.truth.testing.ts'
import { CHANNELS, FIRST_DAY, type Look, makeMonth, type Person, type Publication } from './month.world.testing.ts'

const HOUR = 3_600_000
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
const EMOJI = ['👍', '🎉', '😮', '🔔']
const OPTIONS = ['Tenor', 'Treble', 'Bourdon']
/** Days on whose noon, or at whose beginning, the process ends and another one goes on. */
const RESTARTS = { noon: 10, midnight: 20 }

type Account = Awaited<ReturnType<TestInstance['account']>>
export type Channel = {
  handle: string
  id: string
  retentionDays: number
  followers: Map<Person, { mutedOrQuiet: boolean }>
  posts: Post[]
}
export type Post = { id: string; channel: Channel; at: number; poll: boolean }

/** Replays a month through the API, request by request, and keeps book of what truly came to pass. */
export class Month {
  readonly truth = new Truth()
  readonly channels: Channel[] = []
  readonly #clock = { now: FIRST_DAY * DAY }
  readonly #overrides = {
    now: () => this.#clock.now,
    clock: { now: () => this.#clock.now, ahead: () => 0, trust() {} },
    limitFactor: 1_000_000,
    countryHeader: 'cf-ipcountry',
    secret: new Uint8Array(32).fill(7),
  }
  #instance!: TestInstance
  #app!: Hono
  #account!: Account
  #starts = 0
  #hasRestarted = false

  get instance(): TestInstance {
    return this.#instance
  }

  /** As the owner of all channels, who is an operator too. */
  get team(): ReturnType<TestInstance['as']> {
    return this.#instance.as(this.#account)
  }

  async replay(seed: number): Promise<void> {
    await this.#start()
    this.#account = await this.#instance.account('owner', { operator: true, creator: true })
    for (let at = 0; at < CHANNELS; at += 1) await this.#create(at)
    for (const happening of makeMonth(seed).happenings) {
      await this.#goOnTo(happening.at)
      if ('person' in happening) await this.#look(happening)
      else await this.#publish(happening)
    }
    await this.#instance.core.counter.counting.flush()
  }

  /** Days later, when all that was published is gone. */
  async expireAll(): Promise<void> {
    this.#clock.now += 31 * DAY
    await this.#night()
  }

  async #start(): Promise<void> {
    const before = this.#instance as TestInstance | undefined
    if (before) {
      await before.dispatcher.settle()
      await before.core.counter.counting.close()
      await before.core.db.checkpoint()
    }
    this.#instance = await openTestInstance(this.#overrides, before?.dataDir)
    await before?.close()
    const { core } = this.#instance
    const api = createApp(core, (env) => (env as { address: string }).address)
    this.#app = new Hono().route('/api', api)
    this.#starts += 1
  }

  async #create(at: number): Promise<void> {
    const handle = `channel_${at}`
    const retentionDays = at % 5 === 1 ? 7 : 30
    const { id } = await this.team.channels.create({ handle, name: `Channel ${at}`, category: 'music', retentionDays })
    this.channels.push({ handle, id, retentionDays, followers: new Map(), posts: [] })
  }

  async #goOnTo(at: number): Promise<void> {
    const { counting } = this.#instance.core.counter
    const day = Math.floor(at / DAY)
    if (day > counting.today()) {
      await counting.flush()
      this.#clock.now = day * DAY
      if (day === FIRST_DAY + RESTARTS.midnight) await this.#start()
      await this.#night()
    } else if (at >= (FIRST_DAY + RESTARTS.noon) * DAY + 12 * HOUR && !this.#hasRestarted) {
      this.#hasRestarted = true
      await this.#start()
    }
    this.#clock.now = at
  }

  async #night(): Promise<void> {
    const { core, dispatcher } = this.#instance
    await core.counter.counting.flush()
    await dispatcher.settle()
    await core.night('night')
  }

  #isLive({ at, channel }: Post): boolean {
    return at + channel.retentionDays * DAY > this.#clock.now
  }

  async #publish({ channel, poll, at }: Publication): Promise<void> {
    const to = this.channels[channel]!
    const text = 'Ding https://bells.example/one and https://bells.example/two'
    const content = poll
      ? { kind: 'poll' as const, poll: { question: 'Which bell?', options: OPTIONS } }
      : { kind: 'text' as const, text }
    const { id } = await this.team.posts.publish({ handle: to.handle, content })
    to.posts.unshift({ id, channel: to, at, poll })
    await this.#instance.dispatcher.settle()
  }

  async #look(look: Look): Promise<void> {
    const { person, chance } = look
    const channel = this.channels[look.channel]!
    const shown = channel.posts.filter((post) => this.#isLive(post)).slice(0, 4)
    const [first] = shown
    const clicked = first && !first.poll && chance() < 0.2 ? [{ postId: first.id, link: chance() < 0.7 ? 0 : 1 }] : []
    const forwarded = first && chance() < 0.05 ? [first.id] : []
    const postIds = shown.map(({ id }) => id)
    const input = { handle: channel.handle, postIds, clicked, forwarded, visit: visitOf(person) }
    await this.#send('analytics.seen', input, person)
    this.#noteLook(person, channel, shown, clicked, forwarded)
    if (chance() < 0.3) await this.#act(look, channel, shown)
  }

  #noteLook(
    person: Person,
    channel: Channel,
    shown: Post[],
    clicked: { postId: string; link: number }[],
    forwarded: string[],
  ): void {
    const { truth } = this
    const { now } = this.#clock
    const reader = this.#nameOf(person)
    for (const subject of [channel.id, WHOLE]) {
      if (!truth.isFirst(subject, now, 'readers', reader)) continue
      truth.add(subject, now, 'reach')
      this.#noteOrigin(subject, 'reach', person)
      const follows = subject === WHOLE ? person.cookie !== null : channel.followers.has(person)
      if (follows) truth.add(subject, now, 'reach.followers')
    }
    for (const { id, at } of shown) {
      if (!truth.isFirst(id, now, 'readers', reader)) continue
      this.#note(channel, id, 'views')
      for (const subject of [channel.id, WHOLE]) truth.add(subject, now, `hour.${Math.floor(now / HOUR)}`)
      truth.add(id, now, `age.${Math.floor((now - at) / HOUR)}`)
    }
    for (const { postId, link } of clicked) {
      if (!truth.isFirst(postId, now, `click ${link}`, reader)) continue
      this.#note(channel, postId, 'clicks')
      truth.add(postId, now, `link.${link}`)
    }
    for (const postId of forwarded) {
      if (truth.isFirst(postId, now, 'forward', reader)) this.#note(channel, postId, 'forwards')
    }
  }

  /** Who has no cookie from before today is their address, which after a restart has another name. */
  #nameOf({ id, since }: Person): string {
    const isKnown = Math.floor(since / DAY) < Math.floor(this.#clock.now / DAY)
    return isKnown ? id : `${id}, ${this.#starts}`
  }

  #note(channel: Channel, postId: string | null, name: string, by = 1): void {
    for (const subject of [channel.id, WHOLE, ...(postId ? [postId] : [])]) {
      this.truth.add(subject, this.#clock.now, name, by)
    }
  }

  #noteOrigin(subject: string, name: string, { source, country, language }: Person): void {
    const { truth } = this
    const { now } = this.#clock
    truth.add(subject, now, `${name}.source.${source}`)
    if (country) truth.add(subject, now, `${name}.country.${country}`)
    if (language) truth.add(subject, now, `${name}.language.${language}`)
  }

  async #act({ person, chance }: Look, channel: Channel, shown: Post[]): Promise<void> {
    const [first] = shown
    const poll = shown.find((post) => post.poll)
    if (!channel.followers.has(person) && chance() < 0.6) await this.#follow(person, channel, chance() < 0.5 && first)
    if (first && chance() < 0.4) await this.#react(person, first, chance)
    if (poll && chance() < 0.5) await this.#vote(person, poll, chance)
    if (channel.followers.has(person) && chance() < 0.15) await this.#change(person, channel, chance())
    if (person.cookie !== null && chance() < 0.02) await this.#forget(person)
  }

  async #follow(person: Person, channel: Channel, post: Post | false | undefined): Promise<void> {
    const led = post ? { postId: post.id } : {}
    await this.#send('follows.follow', { handle: channel.handle, visit: visitOf(person), ...led }, person)
    channel.followers.set(person, { mutedOrQuiet: false })
    this.#note(channel, post ? post.id : null, 'gained')
    for (const subject of [channel.id, WHOLE]) this.#noteOrigin(subject, 'gained', person)
  }

  async #react(person: Person, { id: postId, channel }: Post, chance: () => number): Promise<void> {
    const last = person.reactions.get(postId)
    const emoji = last && chance() < 0.3 ? null : EMOJI[Math.floor(chance() ** 2 * EMOJI.length)]!
    await this.#send('reactions.react', { handle: channel.handle, postId, emoji }, person)
    this.#noteReaction(channel, postId, last, emoji)
    if (emoji) person.reactions.set(postId, emoji)
    else person.reactions.delete(postId)
  }

  #noteReaction(channel: Channel, postId: string, last: string | undefined, next: string | null): void {
    if (last) this.#note(channel, postId, `reaction.${last}`, -1)
    if (next) this.#note(channel, postId, `reaction.${next}`, 1)
    this.#note(channel, postId, 'reactions', Number(next !== null) - Number(last !== undefined))
  }

  async #vote(person: Person, { id: postId, channel }: Post, chance: () => number): Promise<void> {
    const last = person.votes.get(postId)
    const option = last !== undefined && chance() < 0.3 ? null : Math.floor(chance() ** 2 * OPTIONS.length)
    const options = option === null ? [] : [option]
    await this.#send('polls.vote', { handle: channel.handle, postId, options }, person)
    this.#noteVote(channel, postId, last, option)
    if (option === null) person.votes.delete(postId)
    else person.votes.set(postId, option)
  }

  #noteVote(channel: Channel, postId: string, last: number | undefined, next: number | null): void {
    const { now } = this.#clock
    if (last !== undefined) this.truth.add(postId, now, `option.${last}`, -1)
    if (next !== null) this.truth.add(postId, now, `option.${next}`, 1)
    this.#note(channel, postId, 'votes', Number(next !== null) - Number(last !== undefined))
  }

  async #change(person: Person, channel: Channel, choice: number): Promise<void> {
    const { handle, followers } = channel
    if (choice < 0.4) {
      await this.#send('follows.unfollow', { handle }, person)
      followers.delete(person)
      this.#note(channel, null, 'lost')
    } else if (choice < 0.7) {
      await this.#send('updates.mute', { handle, mute: 'always' }, person)
      followers.set(person, { mutedOrQuiet: true })
      this.#note(channel, null, 'mutes')
    } else {
      await this.#send('updates.notify', { handle, notify: false }, person)
      followers.set(person, { mutedOrQuiet: true })
    }
  }

  /** Everything that is kept of them goes, and out of the counts where the post is there still. */
  async #forget(person: Person): Promise<void> {
    await this.#send('followers.forget', undefined, person)
    const posts = new Map(this.channels.flatMap((channel) => channel.posts.map((post) => [post.id, post])))
    const given = [...person.reactions].flatMap(([id, emoji]) => ({ post: posts.get(id)!, emoji }))
    for (const { post, emoji } of given) {
      if (this.#isThere(post)) this.#noteReaction(post.channel, post.id, emoji, null)
    }
    for (const [id, option] of person.votes) {
      const post = posts.get(id)!
      if (this.#isThere(post)) this.#noteVote(post.channel, id, option, null)
    }
    for (const channel of this.channels) if (channel.followers.delete(person)) this.#note(channel, null, 'lost')
    Object.assign(person, { cookie: null, since: Infinity, reactions: new Map(), votes: new Map() })
  }

  /** Until the night after it expired. */
  #isThere({ at, channel }: Post): boolean {
    return at + channel.retentionDays * DAY > Math.floor(this.#clock.now / DAY) * DAY
  }

  async #send(path: string, input: unknown, person: Person): Promise<void> {
    const { address, cookie, country, byHeader } = person
    const headers = new Headers({ 'content-type': 'application/json', 'user-agent': BROWSER })
    headers.set('origin', this.#instance.core.origin)
    if (cookie) headers.set('cookie', cookie)
    if (country && byHeader) headers.set('cf-ipcountry', country)
    const init = { method: 'POST', headers, body: input === undefined ? null : JSON.stringify(input) }
    const answer = await this.#app.request(`/api/trpc/${path}`, init, { address })
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`)
    const [given] = answer.headers.getSetCookie()
    if (!given || path === 'followers.forget') return
    if (person.cookie === null) person.since = this.#clock.now
    person.cookie = given.split(';')[0]!
  }
}

const visitOf = ({ source, country, byHeader, language }: Person) => ({
  source,
  ...(language && { language }),
  ...(country && !byHeader && { country }),
})
