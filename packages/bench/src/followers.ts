import { request } from 'node:http'

/**
 * So many live connections of one process, told by its parent how many events each is to have had: `followers.ts URL
 * COUNT`. Says when all are connected, and when the last has arrived, by the clock that all processes share.
 */
const [url, count] = [process.argv[2]!, Number(process.argv[3])]
/** What is in each event once, whoever sends it. */
const MARK = Buffer.from('"type":"published"')

let [connected, arrived, wanted] = [0, 0, Infinity]

for (let at = 0; at < count; at += 1) {
  const asked = request(url, { agent: false, headers: { accept: 'text/event-stream' } }, (answer) => {
    if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode}`)
    let tail: Buffer = Buffer.alloc(0)
    answer.on('data', (bytes: Buffer) => {
      const text = tail.length > 0 ? Buffer.concat([tail, bytes]) : bytes
      let from = 0
      for (let found = text.indexOf(MARK); found >= 0; found = text.indexOf(MARK, from)) {
        arrived += 1
        from = found + MARK.length
      }
      tail = text.subarray(Math.max(from, text.length - MARK.length + 1))
      look()
    })
    answer.on('error', (error) => {
      throw error
    })
    answer.on('close', () => {
      throw new Error('a connection was ended')
    })
    connected += 1
    if (connected === count) process.send!({ ready: true })
  })
  asked.on('error', (error) => {
    throw error
  })
  asked.end()
}

process.on('message', (total: number) => {
  wanted = total * count
  look()
})
process.on('disconnect', () => process.exit())

function look(): void {
  if (arrived < wanted) return
  wanted = Infinity
  process.send!({ at: String(process.hrtime.bigint()) })
}
