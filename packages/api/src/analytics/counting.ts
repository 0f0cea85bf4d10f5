import { DAY } from '@carillon/contract'
import type { PostKind } from '@carillon/contract/lists'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Core } from '../core/context.ts'
import type { Tx } from '../core/database.ts'
import { traceOf } from '../core/errors.ts'
import { dayOf, readersOf } from '../core/keys.ts'
import { add, type Counts, pack, unpack } from './counts.ts'
import { Names } from './names.ts'
import { mix, type Reader, Readers } from './readers.ts'
import { type Hash, Sketch } from './sketch.ts'
import { type Change, INSTANCE, type Place } from './changes.ts'

/** Milliseconds between two writes: what a crash may lose. */
const EVERY = 1_000
/** Subjects that are written before others have a turn. */
const A_TURN = 200

type PostFacts = { kind: PostKind; publishedAt: number }

/** A channel, a post or the instance on one day. */
type Subject = {
  key: string
  id: number | null
  channelId: string | null
  post: PostFacts | null
  counts: Counts
  sketches: Map<string, Sketch>
  mask: Hash
  changed: Set<string>
  /** As they were last written. */
  views: number
}

type Needs = Pick<Core, 'db' | 'keys' | 'now' | 'random' | 'log'>

/**
 * Counts in memory and writes it once a second, in one commit. Of the day that isn't over it knows whom it counted, as
 * hashes under the salt of that day; of each day before, the numbers are left.
 */
export class Counting {
  /** Posts that were live when last looked for, until the next write. */
  readonly live = new Map<string, { place: Required<Place>; expiresAt: number }>()
  readonly #deps: Needs
  readonly #told: (channelIds: ReadonlySet<string>) => void
  readonly #names: Names
  #day: number
  #readers: Readers
  #subjects = new Map<string, Subject>()
  #dirty = new Set<Subject>()
  /** Days that are over and not written to their end. */
  #over: { day: number; dirty: Set<Subject> }[] = []
  #nextSalt: { day: number; salt: Uint8Array } | null = null
  #timer: NodeJS.Timeout | null = null
  #flushing: Promise<void> = Promise.resolve()

  constructor(deps: Needs, told: (channelIds: ReadonlySet<string>) => void) {
    this.#deps = deps
    this.#told = told
    this.#names = new Names(deps.db)
    this.#day = dayOf(deps.now())
    // Until it is opened. Whoever counts without opening, such as a test, begins a day anew.
    this.#readers = new Readers(deps.random(32))
  }

  get names(): Names {
    return this.#names
  }

  /** Goes on with the day where a process before this one left it, and ends those that it didn't see the end of. */
  async open(): Promise<void> {
    this.#readers = new Readers(Uint8Array.from(await this.#deps.keys.obtain(readersOf(this.#day))))
    this.#load()
    await this.#endDays()
  }

  start(): void {
    this.#timer ??= setInterval(() => void this.flush(), EVERY).unref()
  }

  async close(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer)
    this.#timer = null
    await this.flush()
  }

  /** What was counted on days of which the database may not know it all yet. */
  recent(key: string): Map<number, Counts> {
    this.#turnDay()
    const days = new Map<number, Counts>()
    for (const { day, dirty } of this.#over) {
      for (const subject of dirty) if (subject.key === key) days.set(day, subject.counts)
    }
    const open = this.#subjects.get(key)
    return open ? days.set(this.#day, open.counts) : days
  }

  today(): number {
    this.#turnDay()
    return this.#day
  }

  /** Counts changes of a channel or one of its posts, and of the instance. */
  count(place: Place, changes: Iterable<Change>): void {
    this.#turnDay()
    for (const { name, by, of } of changes) {
      if (of !== 'channel' && place.postId) this.#add(this.#subject(place.postId, place), name, by)
      if (of === 'post') continue
      this.#add(this.#subject(place.channelId, { channelId: place.channelId }), name, by)
      this.#add(this.#subject(INSTANCE, null), name, by)
    }
  }

  /** Counts changes of one subject alone, whatever they say they are of. */
  countOf(key: string, place: Place | null, changes: Iterable<Change>): void {
    this.#turnDay()
    const subject = this.#subject(key, place)
    for (const { name, by } of changes) this.#add(subject, name, by)
  }

  /** Makes a post known, also if nothing ever comes to be counted of it. */
  know(place: Place & { postId: string }): void {
    this.#turnDay()
    this.#dirty.add(this.#subject(place.postId, place))
  }

  /** How many readers this one adds to those of a subject today. */
  distinct(key: string, place: Place | null, of: string, reader: Hash): number {
    const subject = this.#subject(key, place)
    const sketch = subject.sketches.get(of) ?? new Sketch()
    subject.sketches.set(of, sketch)
    const added = sketch.add(mix(reader, subject.mask))
    if (added > 0) {
      subject.changed.add(of)
      this.#dirty.add(subject)
    }
    return added
  }

  readerOf(reader: Reader): Hash {
    this.#turnDay()
    return this.#readers.hashOf(reader)
  }

  /** Writes what was counted since the last time. */
  flush(): Promise<void> {
    this.#flushing = this.#flushing
      .then(() => this.#write())
      .catch((error: unknown) => {
        this.#deps.log.error('analytics.not_written', { reason: traceOf(error) })
      })
    return this.#flushing
  }

  #add(subject: Subject, name: string, by: number): void {
    add(subject.counts, name, by)
    this.#dirty.add(subject)
  }

  #subject(key: string, place: Place | null): Subject {
    const known = this.#subjects.get(key)
    if (known) {
      known.post ??= place?.post ?? null
      return known
    }
    const subject: Subject = {
      key,
      id: null,
      channelId: place?.channelId ?? null,
      post: place?.post ?? null,
      counts: new Map(),
      sketches: new Map(),
      mask: this.#readers.hash(`subject ${key}`),
      changed: new Set(),
      views: 0,
    }
    this.#subjects.set(key, subject)
    return subject
  }

  /** A clock that goes back begins no day again. */
  #turnDay(): void {
    const day = dayOf(this.#deps.now())
    if (day <= this.#day) return
    this.#over.push({ day: this.#day, dirty: this.#dirty })
    this.#day = day
    this.#readers = new Readers(this.#nextSalt?.day === day ? this.#nextSalt.salt : this.#deps.random(32))
    this.#subjects = new Map()
    this.#dirty = new Set()
  }

  async #write(): Promise<void> {
    this.#turnDay()
    this.live.clear()
    await this.#prepareSalt()
    for (let over = this.#over[0]; over; over = this.#over[0]) {
      await this.#writeDay(over.day, over.dirty)
      this.#over.shift()
      await this.#endDays()
    }
    const [day, dirty] = [this.#day, this.#dirty]
    this.#dirty = new Set()
    try {
      await this.#writeDay(day, dirty)
    } catch (error) {
      // The day may have ended meanwhile.
      const left = day === this.#day ? this.#dirty : this.#over.find((over) => over.day === day)!.dirty
      for (const subject of dirty) left.add(subject)
      throw error
    }
  }

  /** Ahead of time: when the day begins, nobody waits for it. */
  async #prepareSalt(): Promise<void> {
    const day = this.#day + 1
    if (this.#nextSalt?.day === day) return
    this.#nextSalt = { day, salt: Uint8Array.from(await this.#deps.keys.obtain(readersOf(day))) }
  }

  async #writeDay(day: number, dirty: ReadonlySet<Subject>): Promise<void> {
    if (dirty.size === 0) return
    const { db } = this.#deps
    const rows = [...dirty].map((subject) => this.#rowOf(subject))
    const names = this.#names.unwritten()
    try {
      await db.transaction(async (tx) => {
        this.#names.write(db, tx, names)
        for (const [at, row] of rows.entries()) {
          if (at > 0 && at % A_TURN === 0) await nextTurn()
          row.id = findSubject(db, tx, row.subject) ?? insertSubject(db, tx, row.subject)
          if (row.id === null) continue
          db.run(tx, WRITE_DAY, [row.id, day, row.counts, ...row.ranked])
          if (row.views !== 0) db.run(tx, ADD_VIEWS, [row.views, row.id])
          for (const [of, sketch] of row.sketches) db.run(tx, WRITE_SKETCH, [row.id, of, day, sketch.bytes()])
        }
      })
    } catch (error) {
      for (const { subject, sketches } of rows) for (const [of] of sketches) subject.changed.add(of)
      throw error
    }
    this.#names.written(names)
    for (const { subject, id, views } of rows) {
      subject.id = id
      subject.views += views
    }
    this.#told(new Set(rows.flatMap(({ subject }) => subject.channelId ?? [])))
  }

  /** As it is now: while it is being written, counting goes on. */
  #rowOf(subject: Subject) {
    const { counts, sketches, changed } = subject
    if (counts.has('gained') || counts.has('lost')) countFollowers(this.#deps.db, subject)
    subject.changed = new Set()
    const of = (name: string) => Math.round(counts.get(name) ?? 0)
    const isPost = subject.channelId !== null && subject.key !== subject.channelId
    return {
      subject,
      id: subject.id,
      ranked: [of('views'), of('reach'), of('gained'), of('lost')],
      views: isPost ? of('views') - subject.views : 0,
      counts: pack(this.#names, counts),
      sketches: [...changed].map((of) => [of, sketches.get(of)!] as const),
    }
  }

  /** Nothing of a day that is over tells any more who was counted: what was kept of it goes, and its salt. */
  async #endDays(): Promise<void> {
    const { db, keys } = this.#deps
    const today = this.#day
    await db.transaction(async (tx) => void db.run(tx, 'DELETE FROM count_sketches WHERE day < ?', [today]))
    for (const day of await keys.readers()) if (day < today) await keys.destroy(readersOf(day))
  }

  #load(): void {
    const { db } = this.#deps
    for (const [id, key, channelId, kind, publishedAt, counts] of db.rows(OPEN_DAY, [this.#day])) {
      const place = channelId === null ? null : ({ channelId, postId: null } as Place)
      const subject = this.#subject(key as string, place)
      subject.id = Number(id)
      if (kind !== null) subject.post = { kind: kind as PostKind, publishedAt: Number(publishedAt) }
      for (const [name, count] of unpack(this.#names, counts as Uint8Array)) add(subject.counts, name, count)
      subject.views = subject.counts.get('views') ?? 0
    }
    for (const [key, of, bytes] of db.rows(OPEN_SKETCHES, [this.#day])) {
      this.#subjects.get(key as string)?.sketches.set(of as string, Sketch.from(bytes as Uint8Array))
    }
  }
}

/** Its number, unless its channel went since, and everything that was counted of it. */
function findSubject(db: Needs['db'], tx: Tx, { id, key }: Subject): number | null {
  return id !== null && db.run(tx, FIND_SUBJECT, [id, key]).length > 0 ? id : null
}

/** Answers its number; `null` for a post that is gone before anything of it was written. */
function insertSubject(db: Needs['db'], tx: Tx, { key, channelId, post }: Subject): number | null {
  const isPost = channelId !== null && key !== channelId
  const [found] =
    isPost && !post ? db.run(tx, FIND_POST, [key, channelId]) : [[post?.kind ?? null, post?.publishedAt ?? null]]
  if (!found) return null
  if (channelId !== null && db.run(tx, FIND_CHANNEL, [channelId]).length === 0) return null
  return Number(db.run(tx, INSERT_SUBJECT, [key, channelId, ...found])[0]![0])
}

/** As many as there are by now: whatever a crash has lost, the next change makes it right. */
function countFollowers(db: Needs['db'], { key, channelId, counts }: Subject): void {
  if (channelId !== null && key !== channelId) return
  const [[followers] = []] = channelId ? db.rows(FOLLOWERS, [channelId]) : db.rows(ALL_FOLLOWERS, [])
  counts.set('followers', Number(followers ?? 0))
}

/** From midnight to midnight (UTC). */
export const startOf = (day: number) => day * DAY

const FIND_SUBJECT = 'SELECT 1 FROM count_subjects WHERE id = ? AND key = ?'
const FIND_POST = 'SELECT kind, published_at FROM posts WHERE id = ? AND channel_id = ?'
const FIND_CHANNEL = 'SELECT 1 FROM channels WHERE id = ?'
const INSERT_SUBJECT = `INSERT INTO count_subjects (key, channel_id, kind, published_at) VALUES (?, ?, ?, ?)
  ON CONFLICT (key) DO UPDATE SET key = excluded.key RETURNING id`
const WRITE_DAY = `INSERT INTO count_days (subject_id, day, counts, views, reach, gained, lost) VALUES (?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (subject_id, day) DO UPDATE SET counts = excluded.counts, views = excluded.views,
    reach = excluded.reach, gained = excluded.gained, lost = excluded.lost`
const ADD_VIEWS = 'UPDATE count_subjects SET views = views + ? WHERE id = ?'
const WRITE_SKETCH = `INSERT INTO count_sketches (subject_id, "of", day, bytes) VALUES (?, ?, ?, ?)
  ON CONFLICT (subject_id, "of") DO UPDATE SET day = excluded.day, bytes = excluded.bytes`
const FOLLOWERS = 'SELECT followers FROM channels WHERE id = ?'
const ALL_FOLLOWERS = 'SELECT sum(followers) FROM channels'
const OPEN_DAY = `SELECT id, key, channel_id, kind, published_at, counts FROM count_days
  JOIN count_subjects ON count_subjects.id = subject_id WHERE day = ?`
const OPEN_SKETCHES = `SELECT key, "of", bytes FROM count_sketches
  JOIN count_subjects ON count_subjects.id = subject_id WHERE day = ?`
