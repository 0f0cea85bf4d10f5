// Publishes a file as what it is: a photo, a video, a voice note or a document; several photos and videos as an album.
//   CARILLON_URL=https://channels.example CARILLON_KEY=carillon_… \
//     node files.ts harbour_courier 'Line 2 runs again.' ferry.mp4 quay.jpg --poster ferry.jpg
import { CarillonError, createClient, type AlbumItem, type Post } from '@carillon/client'
import { openAsBlob } from 'node:fs'
import { basename, extname } from 'node:path'
import { parseArgs } from 'node:util'

const { positionals, values } = parseArgs({ allowPositionals: true, options: { poster: { type: 'string' } } })
const [handle = '', text = '', ...files] = positionals
const carillon = createClient({ url: process.env.CARILLON_URL, apiKey: process.env.CARILLON_KEY })

const KINDS: Record<string, 'photo' | 'video' | 'voice'> = {
  '.jpg': 'photo',
  '.jpeg': 'photo',
  '.png': 'photo',
  '.webp': 'photo',
  '.mp4': 'video',
  '.webm': 'video',
  '.ogg': 'voice',
  '.m4a': 'voice',
  '.mp3': 'voice',
  '.wav': 'voice',
}
const kindOf = (file: string) => KINDS[extname(file).toLowerCase()] ?? 'document'

try {
  const post = await (files.length === 1 ? publishOne(files[0]!) : publishAlbum())
  console.log(`Published ${post.id}: ${post.content.kind}`)
} catch (error) {
  console.error(error instanceof CarillonError ? error.message : error)
  process.exitCode = 1
}

async function publishOne(file: string): Promise<Post> {
  switch (kindOf(file)) {
    case 'photo':
      return publish({ kind: 'photo', text, photo: await photo(file) })
    case 'video':
      return publish({ kind: 'video', text, video: await video(file) })
    case 'voice': {
      const { mediaId } = await carillon.uploads.voice(handle, await openAsBlob(file))
      return publish({ kind: 'voice', text, voice: { mediaId } })
    }
    default: {
      const { mediaId } = await carillon.uploads.document(handle, await openAsBlob(file), { onProgress })
      return publish({ kind: 'document', text, document: { mediaId, name: basename(file) } })
    }
  }
}

async function publishAlbum(): Promise<Post> {
  const items = files.map(async (file) => {
    const kind: AlbumItem['kind'] = kindOf(file) === 'video' ? 'video' : 'photo'
    return kind === 'video' ? { kind, ...(await video(file)) } : { kind, ...(await photo(file)) }
  })
  return publish({ kind: 'album', text, items: await Promise.all(items) })
}

async function photo(file: string) {
  const { mediaId } = await carillon.uploads.photo(handle, await openAsBlob(file))
  return { mediaId, alt: basename(file) }
}

async function video(file: string) {
  if (!values.poster) throw new Error('A video needs a --poster, a photo that stands for it until it plays.')
  const { mediaId: posterId } = await photo(values.poster)
  const { mediaId } = await carillon.uploads.video(handle, await openAsBlob(file), { onProgress })
  return { mediaId, posterId, alt: basename(file) }
}

function publish(content: Parameters<typeof carillon.posts.publish.mutate>[0]['content']): Promise<Post> {
  return carillon.posts.publish.mutate({ handle, content })
}

function onProgress({ sent, size }: { sent: number; size: number }): void {
  console.log(`${Math.round((sent / size) * 100)} %`)
}
