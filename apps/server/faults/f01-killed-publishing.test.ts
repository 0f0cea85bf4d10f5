import { setTimeout as after } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Publishing } from './publishing.ts'
import { points, record } from './report.ts'

/** How often a server is killed: a few times in every test run, hundreds of times when asked. */
const POINTS = points(8, 200)
/** Servers at once, each with data of its own: there are two cores on any machine. */
const LANES = points(1, 2)
/** Publishing goes on for up to this long before each kill, in milliseconds; every other time counted from the first photo. */
const PUBLISHING = 400

let lanes: Publishing[] = []
beforeAll(async () => {
  lanes = await Promise.all(Array.from({ length: LANES }, () => Publishing.open()))
})
afterAll(() => Promise.all(lanes.map(({ bells }) => bells.remove())))

/** Kills so many servers, one after another on the same data, and looks on each next one. */
async function killServers(lane: Publishing, kills: number): Promise<{ photos: number; inFlight: number }> {
  const { bells } = lane
  const starts: number[] = []
  let inFlight = 0
  const open = async () => {
    const began = performance.now()
    const server = await bells.start()
    starts.push(performance.now() - began)
    return server
  }
  for (let kill = 0; kill < kills; kill += 1) {
    const server = await open()
    if (kill > 0) await lane.check(server.url, `${kill - 1}:`)
    let busy = 0
    const firstPhoto = Promise.withResolvers<void>()
    const publishing = (['text', 'text', 'text', 'text', 'photo', 'photo'] as const).map(async (kind, at) => {
      busy += 1
      const published = kind === 'photo' ? firstPhoto.resolve : () => {}
      await lane.publishUntilKilled(server.url, kind, `${kill}:${at}`, published)
      busy -= 1
    })
    const avatar = lane.changeAvatar(server.url, kill)
    if (kill % 2 === 1) await firstPhoto.promise
    await after(Math.random() * PUBLISHING)
    inFlight += busy
    await server.kill()
    await Promise.all([...publishing, avatar])
    // Every fourth time the next one is killed as well, somewhere in its start, with what there is to mend.
    if (kill % 4 === 3) {
      const mending = bells.run()
      await after(Math.random() * Math.min(...starts))
      await bells.kill(mending)
    }
  }
  const server = await open()
  await lane.check(server.url, `${kills - 1}:`)
  const { photos } = await lane.checkAll(server.url)
  await server.kill()
  return { photos, inFlight }
}

test(`${POINTS} kills while posts are published lose none of them`, { timeout: 30_000 + POINTS * 15_000 }, async () => {
  const killed = await Promise.all(lanes.map((lane) => killServers(lane, POINTS / LANES)))
  const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0)
  const acknowledged = sum(lanes.map((lane) => lane.acknowledged.length))
  const [photos, inFlight] = [sum(killed.map((one) => one.photos)), sum(killed.map((one) => one.inFlight))]
  const [lost, doubled, left] = (['lost', 'doubled', 'left'] as const).map((what) =>
    lanes.flatMap((lane) => lane[what]),
  )
  record({
    fault: 'F1',
    what: 'killed while posts are published',
    points: POINTS,
    lost: lost!.length,
    doubled: doubled!.length,
    left: left!.length,
    control: `${acknowledged} posts acknowledged, ${photos} photos, ${inFlight} publishers under way`,
  })
  expect({ lost, doubled, left }).toEqual({ lost: [], doubled: [], left: [] })
  // Controls: much was published, and the kills came while more was.
  expect(acknowledged).toBeGreaterThan(POINTS)
  expect(photos).toBeGreaterThan(0)
  expect(inFlight).toBeGreaterThan(POINTS)
})
