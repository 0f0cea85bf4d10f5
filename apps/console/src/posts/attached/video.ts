import { LIMITS } from '@carillon/contract'
import {
  ALL_FORMATS,
  BlobSource,
  BufferTarget,
  canEncodeAudio,
  canEncodeVideo,
  CanvasSink,
  Conversion,
  Input,
  Mp4OutputFormat,
  Output,
  Quality,
  WebMOutputFormat,
  type InputAudioTrack,
  type InputVideoTrack,
} from 'mediabunny'
import { wordsNow } from '../../interface.ts'
import { Obstacle } from '../../failure.ts'
import { decodeOpaquely } from './opaque.ts'

/** Of the longer side, pixels: where there is room for the bytes that it takes, and where there is little. */
const SIDES = { large: 1920, small: 1280 }
/** Bits a second: below the first a large picture isn't worth it, below the second none is. */
const ENOUGH = { large: 4_000_000, any: 350_000 }
/** Bits a second and pixel that look good. */
const DENSITY = 2.5
const SOUND = 128_000

/** What every browser plays: H.264 and AAC as they are or made so, else VP9 and Opus; and a picture of it. */
export async function makeVideo(
  source: Blob,
  hear: (share: number) => void,
  signal: AbortSignal,
): Promise<{ file: Blob; picture: Blob }> {
  const input = new Input({ source: new BlobSource(source), formats: ALL_FORMATS })
  const video = await input.getPrimaryVideoTrack().catch(() => null)
  if (!video) throw unreadable()
  if (await video.canBeTransparent()) decodeOpaquely()
  const audio = await input.getPrimaryAudioTrack()
  const plan = await planFor(source.size, video, audio)
  const output = new Output({
    format: plan.mp4 ? new Mp4OutputFormat({ fastStart: 'in-memory' }) : new WebMOutputFormat(),
    target: new BufferTarget(),
  })
  const conversion = await Conversion.init({
    input,
    output,
    tracks: 'primary',
    video: { codec: plan.mp4 ? 'avc' : 'vp9', ...plan.shape },
    audio: { codec: plan.mp4 ? 'aac' : 'opus', ...plan.sound },
    // Where it was filmed and by what is nobody's business.
    tags: {},
    showWarnings: false,
  })
  if (!conversion.isValid || (audio && !conversion.utilizedTracks.includes(audio))) throw unreadable()
  const picture = await pictureOf(video)
  conversion.onProgress = hear
  const stop = () => void conversion.cancel()
  signal.addEventListener('abort', stop)
  try {
    signal.throwIfAborted()
    await conversion.execute()
  } catch (error) {
    throw signal.aborted ? error : unreadable()
  } finally {
    signal.removeEventListener('abort', stop)
  }
  return { file: new Blob([output.target.buffer!], { type: plan.mp4 ? 'video/mp4' : 'video/webm' }), picture }
}

type Plan = {
  mp4: boolean
  /** Nothing where the pictures stay as they are. */
  shape: { width?: number; height?: number; fit?: 'fill'; quality?: Quality; forceTranscode?: boolean }
  sound: { numberOfChannels?: number; quality?: Quality }
}

async function planFor(size: number, video: InputVideoTrack, audio: InputAudioTrack | null): Promise<Plan> {
  const [width, height] = [await video.getDisplayWidth(), await video.getDisplayHeight()]
  const seconds = Math.max(1, await video.computeDuration())
  const room = (LIMITS.videoBytes * 8 * 0.92) / seconds - (audio ? SOUND : 0)
  if (room < ENOUGH.any) throw new Obstacle(wordsNow().attached.videoTooLong)
  const side = room < ENOUGH.large ? SIDES.small : SIDES.large
  const scale = Math.min(1, side / Math.max(width, height))
  const shape = { width: even(width * scale), height: even(height * scale) }
  const quality = new Quality({ bitrate: Math.round(Math.min(room, shape.width * shape.height * DENSITY)) })
  const fits = size <= LIMITS.videoBytes && Math.max(width, height) <= SIDES.large
  const [picturesBy, soundBy] = [await video.getCodec(), audio && (await audio.getCodec())]
  const stays = (pictures: string, sound: string) =>
    fits && picturesBy === pictures && (soundBy === null || soundBy === sound)
  const channels = audio ? Math.min(2, await audio.getNumberOfChannels()) : 2
  const sound =
    soundBy === null || channels === (await audio!.getNumberOfChannels()) ? {} : { numberOfChannels: channels }
  if (stays('avc', 'aac')) return { mp4: true, shape: {}, sound: {} }
  const sampleRate = audio ? await audio.getSampleRate() : 48_000
  const mp4 =
    (await canEncodeVideo('avc', { ...shape, quality })) &&
    (soundBy === null || soundBy === 'aac' || (await canEncodeAudio('aac', { numberOfChannels: channels, sampleRate })))
  if (!mp4 && stays('vp9', 'opus')) return { mp4, shape: {}, sound: {} }
  return { mp4, shape: { ...shape, fit: 'fill', quality, forceTranscode: true }, sound }
}

const even = (pixels: number) => Math.max(2, Math.round(pixels / 2) * 2)

/** A second into it, or at its middle where it is shorter than two. */
async function pictureOf(video: InputVideoTrack): Promise<Blob> {
  if (!(await video.canDecode())) throw unreadable()
  const from = await video.getFirstTimestamp()
  const length = (await video.computeDuration()) - from
  const shown = await new CanvasSink(video).getCanvas(from + Math.min(1, length / 2))
  if (!shown) throw unreadable()
  const { canvas } = shown
  if (canvas instanceof OffscreenCanvas) return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 })
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(unreadable())), 'image/jpeg', 0.9),
  )
}

const unreadable = () => new Obstacle(wordsNow().attached.videoUnreadable)
