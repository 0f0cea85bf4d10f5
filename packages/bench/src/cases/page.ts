import { requestsPerSecond } from '../load.ts'
import { startBareServer, startServer } from '../programs.ts'
import { compare } from '../ratio.ts'
import { type Case, range, round } from './types.ts'

const CONNECTIONS = 16
const SECONDS = 3

/** B1: the first page of a channel, as readers' pages ask for it, against a server that does nothing but send it. */
export const cachedPage: Case = async (dataset, rounds) => {
  const server = await startServer(dataset.dataDir)
  const path = `/api/trpc/posts.list?input=${encodeURIComponent(JSON.stringify({ handle: dataset.handle }))}`
  await (await fetch(server.url + path)).text()
  const answer = await fetch(server.url + path)
  const body = await answer.text()
  const headers = Object.fromEntries(
    [...answer.headers].filter(([name]) => !/^(date|connection|keep-alive|content-length)$/.test(name)),
  )
  const bare = await startBareServer({ headers, body })
  try {
    const { ratio, ours, theirs } = await compare(
      rounds,
      () => requestsPerSecond(server.url + path, CONNECTIONS, SECONDS),
      () => requestsPerSecond(`${bare.url}/`, CONNECTIONS, SECONDS),
    )
    const details = `${round(ours.median)} (${range(ours)}) ÷ ${round(theirs.median)} (${range(theirs)}) req/s, ${round(body.length)} bytes`
    const what = 'Channel page of 20 posts, cached ÷ bare node:http with the same bytes'
    return [{ id: 'B1', what, value: ratio, unit: 'ratio', target: { at: 'least', value: 0.85 }, details }]
  } finally {
    await Promise.all([server.stop(), bare.stop()])
  }
}
