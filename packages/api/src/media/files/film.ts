import {
  ADTS,
  EncodedAudioPacketSource,
  EncodedVideoPacketSource,
  FilePathSource,
  FilePathTarget,
  Input,
  type InputAudioTrack,
  type InputVideoTrack,
  MATROSKA,
  MP3,
  MP4,
  OGG,
  Output,
  QTFF,
  WAVE,
  WEBM,
} from 'mediabunny'
import { LIMITS } from '@carillon/contract'
import { stat } from 'node:fs/promises'
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
  const source = new FilePathSource(path, { maxCacheSize: CACHE_BYTES })
  const input = new Input({ source, formats: [MP4, QTFF, WEBM, MATROSKA, OGG, MP3, WAVE, ADTS] })
  try {
    if (!(await input.canRead().catch(() => false))) throw new Refusal(wrongKind)
    if ((await input.getTracks()).length > MAX_TRACKS) throw new Refusal(wrongKind)
    const picture = await input.getPrimaryVideoTrack()
    const sound = await input.getPrimaryAudioTrack()
    if (kind === 'video' ? !picture : picture || !sound) throw new Refusal(wrongKind)
    const holder = await holderOf(await input.getFormat(), picture, sound)
    if (!holder) throw new Refusal(wrongKind)
    const size = picture && (await sizeOf(picture))
    const durationMs = await copy(
      picture,
      sound,
      new Output({ format: holder.format, target: new FilePathTarget(target) }),
    )
    return { type: holder.type, size: (await stat(target)).size, durationMs, ...size }
  } finally {
    input.dispose()
  }
}

async function sizeOf(picture: InputVideoTrack) {
  const [width, height] = [await picture.getDisplayWidth(), await picture.getDisplayHeight()]
  const longest = Math.max(width, height, await picture.getCodedWidth(), await picture.getCodedHeight())
  if (longest > LIMITS.videoSide) throw new Refusal('media.video_pixels')
  if (!(Math.min(width, height) >= 1)) throw new Refusal('media.damaged')
  return { width: Math.round(width), height: Math.round(height) }
}

async function copy(picture: InputVideoTrack | null, sound: InputAudioTrack | null, output: Output): Promise<number> {
  const lanes: Lane[] = []
  if (picture) {
    const lane = await laneOf(picture, new EncodedVideoPacketSource((await picture.getCodec())!))
    const [rotation, flip] = [await picture.getRotation(), await picture.getFlip()]
    output.addVideoTrack(lane.source as EncodedVideoPacketSource, { rotation, flip, maximumPacketCount: lane.count })
    lanes.push(lane)
  }
  if (sound) {
    const lane = await laneOf(sound, new EncodedAudioPacketSource((await sound.getCodec())!))
    output.addAudioTrack(lane.source as EncodedAudioPacketSource, { maximumPacketCount: lane.count })
    lanes.push(lane)
  }
  output.setMetadataTags({})
  try {
    await output.start()
    const ends = await merge(lanes)
    await output.finalize()
    if (!(ends > 0)) throw new Refusal('media.damaged')
    return Math.round(ends * 1000)
  } finally {
    if (output.state !== 'finalized') await output.cancel()
  }
}
