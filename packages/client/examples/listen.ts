// Tells what happens in a channel as it happens, and keeps its place in a file: started anew, it goes on from there.
//   CARILLON_URL=https://channels.example node listen.ts harbour_courier place.txt
import { createClient } from '@carillon/client'
import { readFile, writeFile } from 'node:fs/promises'

const [handle = '', file = 'place.txt'] = process.argv.slice(2)
const carillon = createClient({ url: process.env.CARILLON_URL, apiKey: process.env.CARILLON_KEY })
const lastEventId = await readFile(file, 'utf8').catch(() => undefined)

for await (const event of carillon.live.channel.subscribe({ handle, lastEventId })) {
  switch (event.type) {
    case 'published':
    case 'edited':
      console.log(`${event.type} ${event.post.id}: ${'text' in event.post.content ? event.post.content.text : ''}`)
      break
    case 'gone':
      console.log(`gone ${event.postId}`)
      break
    case 'reset':
      console.log('Too much was missed: read the channel anew.')
      break
    default:
  }
  // Counts are told of as they are now and not again; whatever is sent once is behind this place.
  await writeFile(file, event.id)
}
