// Asks the readers of a channel something, with a sticker before it where the channel has one of that emoji.
//   CARILLON_URL=https://channels.example CARILLON_KEY=carillon_… node ask.ts bells ❓ "Which bell?" Large Small
import { createClient } from '@carillon/client'

const [handle, emoji, question, ...options] = process.argv.slice(2)
if (!handle || !emoji || !question) throw new Error('Usage: ask.ts HANDLE EMOJI QUESTION OPTION OPTION…')

const carillon = createClient({ url: process.env.CARILLON_URL, apiKey: process.env.CARILLON_KEY })

const { items: packs } = await carillon.stickers.packs.query({ handle })
const sticker = packs.flatMap(({ stickers }) => stickers).find((one) => one.emoji.includes(emoji))
if (sticker) await carillon.posts.publish.mutate({ handle, content: { kind: 'sticker', stickerId: sticker.id } })

const week = 7 * 24 * 60 * 60
const content = { kind: 'poll', poll: { question, options, openFor: week, results: 'voted' } } as const
const { id } = await carillon.posts.publish.mutate({ handle, content })

const { items } = await carillon.polls.results.query({ handle, postIds: [id] })
for (const { closesAt } of items) console.log(`Open until ${new Date(closesAt).toISOString()}`)
