// Publishes a photo with its alt text and a caption: once, however often it is run.
//   CARILLON_URL=https://channels.example CARILLON_KEY=carillon_… \
//     node publish.ts harbour_courier ferry.jpg 'A white ferry at the quay' 'Line 2 runs again.'
import { CarillonError, ConnectionError, createClient } from '@carillon/client'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'

const [handle = '', file = '', alt = '', text = ''] = process.argv.slice(2)
const carillon = createClient({ url: process.env.CARILLON_URL, apiKey: process.env.CARILLON_KEY })

try {
  const post = await publish()
  console.log(`Published ${post.id}, to be read until ${new Date(post.expiresAt).toISOString()}`)
} catch (error) {
  if (error instanceof CarillonError && error.code === 'posts.key_reused') {
    console.log('It was published before.')
  } else {
    console.error(explain(error))
    process.exitCode = 1
  }
}

async function publish() {
  const photo = await readFile(file)
  const { mediaId } = await carillon.uploads.photo(handle, photo, { signal: AbortSignal.timeout(60_000) })
  const content = { kind: 'photo', text, photo: { mediaId, alt } } as const
  // What is published, by another name: the same photo with the same words is published once.
  const idempotencyKey = createHash('sha256')
    .update(JSON.stringify([alt, text]))
    .update(photo)
    .digest('hex')
  const send = () => carillon.posts.publish.mutate({ handle, content, idempotencyKey })
  return send().catch((error: unknown) => {
    // Whether it arrived is unknown: under the same key it may be sent again.
    if (error instanceof ConnectionError) return send()
    throw error
  })
}

function explain(error: unknown): string {
  if (error instanceof ConnectionError) return `${error.message}. Please try again.`
  if (!(error instanceof CarillonError)) return String(error)
  switch (error.code) {
    case 'keys.invalid':
      return 'This key was revoked, or whoever made it is no admin of the channel any more.'
    case 'keys.scope':
      return 'This key may not publish.'
    case 'request.too_many':
      return 'Too much at once. Please wait a minute.'
    default:
      return [error.message, ...Object.entries(error.fields).map((field) => field.join(': '))].join('\n')
  }
}
