import {
  ADTS,
  EncodedAudioPacketSource,
  EncodedVideoPacketSource,
  CustomSource,
  Input,
  type InputAudioTrack,
  type InputVideoTrack,
  MATROSKA,
  MP3,
  MP4,
  OGG,
  Output,
  QTFF,
  StreamTarget,
  type StreamTargetChunk,
  WAVE,
  WEBM,
} from 'mediabunny'
import { LIMITS } from '@carillon/contract'
import { type FileHandle, open } from 'node:fs/promises'
import { holderOf } from './film.holders.ts'
import { type Lane, laneOf, merge } from './film.lanes.ts'
import { Refusal } from './refusal.ts'
import type { FileJob, TakenFile } from './take.ts'

/** What has more tracks than this is not what a camera or a recorder made. */
const MAX_TRACKS = 32
const CACHE_BYTES = 4 * 1024 * 1024

/**
 * Copies the picture and the sound of a video, or the sound of a voice note, packet by packet into a new file: titles,
 * places, timed metadata and whatever else stood beside them stays behind. Its kind is told by its content alone.
 */
export async function takeFilm({ kind, input: path, output: target }: FileJob): Promise<TakenFile> {
  const wrongKind = kind === 'video' ? 'media.video_kind' : 'media.voice_kind'
  const [from, to] = [await open(path), await open(target, 'w')]
  const source = new CustomSource({ ...(await readerOf(from)), maxCacheSize: CACHE_BYTES })
  const input = new Input({ source, formats: [MP4, QTFF, WEBM, MATROSKA, OGG, MP3, WAVE, ADTS] })
  try {
    if (!(await input.canRead().catch(() => false))) throw new Refusal(wrongKind)
    if ((await input.getTracks()).length > MAX_TRACKS) throw new Refusal(wrongKind)
    const picture = await input.getPrimaryVideoTrack()
    const sound = await input.getPrimaryAudioTrack()
    if (kind === 'video' ? !picture : picture || !sound) throw new Refusal(wrongKind)
    const holder = await holderOf(await input.getFormat(), picture, sound)
    if (!holder) throw new Refusal(wrongKind)
    const seen = picture && (await sizeOf(picture))
    const output = new Output({ format: holder.format, target: new StreamTarget(writerOf(to), { chunked: true }) })
    const durationMs = await copy(picture, sound, output)
    return { type: holder.type, size: (await to.stat()).size, durationMs, ...seen }
  } finally {
    input.dispose()
    await from.close()
    await to.close()
  }
}

async function readerOf(file: FileHandle) {
  const { size } = await file.stat()
  return {
    getSize: () => size,
    async read(start: number, end: number) {
      const { buffer, bytesRead } = await file.read(new Uint8Array(end - start), 0, end - start, start)
      return buffer.subarray(0, bytesRead)
    },
  }
}

function writerOf(file: FileHandle): WritableStream<StreamTargetChunk> {
  return new WritableStream({
    async write({ data, position }) {
      await file.write(data, 0, data.length, position)
    },
  })
}

async function sizeOf(picture: InputVideoTrack) {
  const [width, height] = [await picture.getDisplayWidth(), await picture.getDisplayHeight()]
  const longest = Math.max(width, height, await picture.getCodedWidth(), await picture.getCodedHeight())
  if (longest > LIMITS.videoSide) throw new Refusal('media.video_pixels')
  if (!(Math.min(width, height) >= 1)) throw new Refusal('media.damaged')
  return { width: Math.round(width), height: Math.round(height) }
}

async function copy(picture: InputVideoTrack | null, sound: InputAudioTrack | null, output: Output): Promise<number> {
  try {
    const lanes: Lane[] = []
    if (picture) lanes.push(await addPicture(picture, output))
    if (sound) lanes.push(await addSound(sound, output))
    output.setMetadataTags({})
    await output.start()
    const ends = await merge(lanes)
    await output.finalize()
    if (!(ends > 0)) throw new Refusal('media.damaged')
    return Math.round(ends * 1000)
  } finally {
    if (output.state !== 'finalized') await output.cancel()
  }
}

async function addPicture(picture: InputVideoTrack, output: Output): Promise<Lane> {
  const source = new EncodedVideoPacketSource((await picture.getCodec())!)
  const lane = await laneOf(picture, source)
  const [rotation, flip] = [await picture.getRotation(), await picture.getFlip()]
  output.addVideoTrack(source, { rotation, flip, maximumPacketCount: lane.count })
  return lane
}

async function addSound(sound: InputAudioTrack, output: Output): Promise<Lane> {
  const source = new EncodedAudioPacketSource((await sound.getCodec())!)
  const lane = await laneOf(sound, source)
  output.addAudioTrack(source, { maximumPacketCount: lane.count })
  return lane
}
