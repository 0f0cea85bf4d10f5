import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Bells, makeBells, type Serving } from './bells.ts'
import { points, record } from './report.ts'

/** How often the server is killed while it publishes what is due. */
const KILLS = points(4, 8)
const DRAFTS = 300

let bells: Bells

beforeAll(async () => {
  bells = await makeBells(async (instance, owner) => {
    const planned = Date.now() - 600_000
    instance.clock.now = planned - 120_000
    const api = instance.as(owner)
    const [date, time] = new Date(planned).toISOString().split('T') as [string, string]
    for (let count = 0; count < DRAFTS; count += 1) {
      const content = { kind: 'text' as const, text: `Ding ${count}` }
      const { id, revision } = await api.drafts.create({ handle: 'bells', content })
      const at = { date, time: time.slice(0, 5) }
      await api.drafts.schedule({ handle: 'bells', draftId: id, revision, at, timeZone: 'UTC' })
    }
  })
})
afterAll(() => bells.remove())

type Page<Item> = { items: Item[]; nextCursor: string | null }

async function all<Item>({ url }: Serving, procedure: string, more: object = {}): Promise<Item[]> {
  const items: Item[] = []
  for (let cursor: string | undefined; ;) {
    const input = encodeURIComponent(JSON.stringify({ handle: 'bells', limit: 50, cursor, ...more }))
    const answer = await fetch(`${url}/trpc/${procedure}?input=${input}`, {
      headers: { authorization: `Bearer ${bells.key}` },
    })
    const { data } = ((await answer.json()) as { result: { data: Page<Item> } }).result
    items.push(...data.items)
    if (!data.nextCursor) return items
    cursor = data.nextCursor
  }
}

test(
  `${KILLS} kills while scheduled drafts go out: each goes out once, and none is lost`,
  async () => {
    let amid = 0
    for (let kill = 0; kill < KILLS; kill += 1) {
      const server = await bells.start()
      const left = (await all<object>(server, 'drafts.list', { scheduled: true })).length
      if (left > 0 && left < DRAFTS) amid += 1
      await server.kill()
    }
    const server = await bells.start()
    while ((await all<object>(server, 'drafts.list')).length > 0);
    const posts = await all<{ content: { text: string } }>(server, 'posts.list')
    const texts = posts.map(({ content }) => content.text).toSorted()
    const wanted = Array.from({ length: DRAFTS }, (_, at) => `Ding ${at}`).toSorted()
    record({
      fault: 'F1',
      what: 'killed while scheduled drafts go out',
      points: KILLS,
      lost: new Set(wanted).difference(new Set(texts)).size,
      doubled: texts.length - new Set(texts).size,
      left: 0,
      control: `${amid} kills with some gone out and some not`,
    })
    expect(texts).toEqual(wanted)
    // The control: a kill came in the middle of it.
    expect(amid).toBeGreaterThan(0)
  },
  30_000 + KILLS * 20_000,
)
