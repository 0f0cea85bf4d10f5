// Finds channels and shows the latest posts of the first one.
//   CARILLON_URL=https://channels.example node search.ts ferries
import { createClient } from '@carillon/client'

const carillon = createClient({ url: process.env.CARILLON_URL })

const { hits, total } = await carillon.directory.search.query({ query: process.argv[2] ?? '', limit: 5 })
console.log(`${total} channels`)
for (const { handle, name, followers } of hits) console.log(`@${handle}  ${name}  (${followers} followers)`)

const [best] = hits
if (best) {
  const { items } = await carillon.posts.list.query({ handle: best.handle, limit: 3 })
  for (const { content, publishedAt } of items) {
    // Kinds that this program doesn't know will come: it says so rather than fail.
    const text = 'text' in content ? content.text : 'A post that needs a newer version of this program.'
    console.log(`\n${new Date(publishedAt).toISOString()}\n${text}`)
  }
}
