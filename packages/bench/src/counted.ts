import { type Counts, type Names, pack } from '@carillon/api/bench'
import { COUNTRIES, LOCALES, TRAFFIC_SOURCES } from '@carillon/contract'
import type Sqlite from 'libsql'

/**
 * A year as a channel has it. Of its followers a twentieth reads on a day, give or take a half, through eight sources,
 * in three languages and up to forty countries, each half as large as the one before; by hour as people are awake.
 */
export type Size = { followers: number; posts: number; days: number }

const EMOJI = ['👍', '❤️', '😂', '😮', '😢', '🙏', '🎉', '🔔']
/** Days on which a post is read. */
const READ_FOR = 30

export type Written = { days: number; postDays: number }

/** Writes numbers as they are when a day is over, packed as the application packs them; answers how many rows. */
export class Year {
  readonly #names: Names
  readonly #random: () => number
  #posts = 0
  readonly #subject
  readonly #day
  constructor(file: Sqlite.Database, names: Names, random: () => number) {
    this.#names = names
    this.#random = random
    this.#subject = file.prepare(`INSERT INTO count_subjects (key, channel_id, kind, published_at, views)
      VALUES (?, ?, ?, ?, ?)`)
    this.#day = file.prepare(`INSERT INTO count_days (subject_id, day, counts, views, reach, gained, lost)
      VALUES (?, ?, ?, ?, ?, ?, ?)`)
  }

  write(channelId: string, last: number, { followers, posts, days }: Size): Written {
    const readers = followers / 20
    const id = this.#insert(channelId, channelId, null, null, 0)
    for (let day = last - days + 1; day <= last; day += 1) {
      this.#write(id, day, this.#channelDay(readers * (0.5 + this.#random()), followers))
    }
    let postDays = 0
    for (let post = 0; post < posts; post += 1) {
      const published = last - days + 1 + Math.floor((post / posts) * days)
      postDays += this.#post(
        `pst_${String((this.#posts += 1)).padStart(26, '0')}`,
        channelId,
        published,
        readers * (0.5 + this.#random()),
      )
    }
    return { days, postDays }
  }

  /** Each day a third fewer people see it than on the one before. */
  #post(key: string, channelId: string, published: number, readers: number): number {
    const days = Array.from({ length: READ_FOR }, (_, age) => this.#postDay(readers * (2 / 3) ** age, age))
    const read = [...days.entries()].filter(([, counts]) => counts.size > 0)
    const views = read.reduce((sum, [, counts]) => sum + (counts.get('views') ?? 0), 0)
    const id = this.#insert(key, channelId, 'text', published * 86_400_000, views)
    for (const [age, counts] of read) this.#write(id, published + age, counts)
    return read.length
  }

  #channelDay(reach: number, followers: number): Counts {
    const counts: Counts = new Map()
    const set = (name: string, count: number) => this.#set(counts, name, count)
    const gained = followers / 300
    for (const [name, count] of [
      ['reach', reach],
      ['gained', gained],
    ] as const) {
      set(name, count)
      for (const [at, source] of TRAFFIC_SOURCES.entries()) set(`${name}.source.${source}`, count / 2 ** (at + 1))
      for (const [at, language] of LOCALES.entries()) set(`${name}.language.${language}`, count / 2 ** (at + 1))
      for (let at = 0; at < 40; at += 1) set(`${name}.country.${COUNTRIES[at * 5]}`, count / 2 ** (at / 3 + 2))
    }
    for (let hour = 0; hour < 24; hour += 1) {
      const awake = 1 + Math.sin(((hour - 9) / 24) * 2 * Math.PI)
      set(`views.hour.${hour}`, (reach * 5 * awake) / 24)
      set(`gained.hour.${hour}`, (gained * awake) / 24)
      set(`lost.hour.${hour}`, (gained * awake) / 48)
      set(`interactions.hour.${hour}`, (reach * awake) / 240)
    }
    for (const [at, emoji] of EMOJI.entries()) set(`reaction.${emoji}`, reach / 10 / 2 ** (at + 1))
    for (const [name, share] of OF_READERS) set(name, reach * share)
    set('lost', gained / 2)
    set('followers', followers)
    return counts
  }

  #postDay(readers: number, age: number): Counts {
    const counts: Counts = new Map()
    const set = (name: string, count: number) => this.#set(counts, name, count)
    set('views', readers)
    for (let hour = age * 24; hour < Math.min((age + 1) * 24, 48); hour += 1) set(`views.hour.${hour}`, readers / 24)
    for (const [at, emoji] of EMOJI.entries()) set(`reaction.${emoji}`, readers / 10 / 2 ** (at + 1))
    for (const [name, share] of [
      ['reactions', 0.1],
      ['forwards', 0.02],
      ['clicks', 0.05],
      ['click.0', 0.05],
    ] as const) {
      set(name, readers * share)
    }
    return counts
  }

  /** A whole number that is right on average: of a tenth of a reader there is one on each tenth day. */
  #set(counts: Counts, name: string, count: number): void {
    const whole = Math.floor(count + this.#random())
    if (whole > 0) counts.set(name, whole)
  }

  #insert(key: string, channelId: string, kind: string | null, publishedAt: number | null, views: number): number {
    return Number(this.#subject.run([key, channelId, kind, publishedAt, views]).lastInsertRowid)
  }

  #write(id: number, day: number, counts: Counts): void {
    const of = (name: string) => counts.get(name) ?? 0
    const ranked = [of('views'), of('reach'), of('gained'), of('lost')]
    this.#day.run([id, day, Buffer.from(pack(this.#names, counts)), ...ranked])
  }
}

const OF_READERS = [
  ['reach.followers', 0.6],
  ['views', 5],
  ['reactions', 0.1],
  ['votes', 0.02],
  ['forwards', 0.02],
  ['clicks', 0.05],
  ['mutes', 0.001],
] as const
