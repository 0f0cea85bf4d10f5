import {
  type AudioCodec,
  type InputAudioTrack,
  type InputFormat,
  type InputVideoTrack,
  MP3,
  Mp3OutputFormat,
  Mp4OutputFormat,
  OGG,
  OggOutputFormat,
  type OutputFormat,
  type VideoCodec,
  WAVE,
  WavOutputFormat,
  WebMOutputFormat,
} from 'mediabunny'

type Holder = { type: string; format: OutputFormat }

/** What every browser of the last years plays, by the codecs inside: `null` for anything else. */
export async function holderOf(
  from: InputFormat,
  picture: InputVideoTrack | null,
  sound: InputAudioTrack | null,
): Promise<Holder | null> {
  const [video, audio] = [(await picture?.getCodec()) ?? null, (await sound?.getCodec()) ?? null]
  if ((picture && !video) || (sound && !audio)) return null
  const profiles = [await picture?.getCodecParameterString(), await sound?.getCodecParameterString()]
  if (profiles.some((profile) => profile && !isPlayed(profile))) return null
  if (video) return filmHolder(video, audio)
  if (audio === 'mp3' && from === MP3) return { type: 'audio/mpeg', format: new Mp3OutputFormat() }
  if (audio && PCM.has(audio) && from === WAVE) return { type: 'audio/wav', format: new WavOutputFormat() }
  if (audio === 'aac') return { type: 'audio/mp4', format: mp4() }
  if (!audio || !WEBM_SOUND.has(audio)) return null
  return from === OGG
    ? { type: 'audio/ogg', format: new OggOutputFormat() }
    : { type: 'audio/webm', format: new WebMOutputFormat() }
}

function filmHolder(video: VideoCodec, audio: AudioCodec | null): Holder | null {
  if (video === 'avc' && (audio === null || audio === 'aac')) return { type: 'video/mp4', format: mp4() }
  if (!WEBM_PICTURES.has(video) || (audio && !WEBM_SOUND.has(audio))) return null
  return { type: 'video/webm', format: new WebMOutputFormat() }
}

/** What a player needs first comes first, and nothing is held in memory for that. */
const mp4 = () => new Mp4OutputFormat({ fastStart: 'reserve' })

const WEBM_PICTURES = new Set<VideoCodec>(['vp8', 'vp9', 'av1'])
const WEBM_SOUND = new Set<AudioCodec>(['opus', 'vorbis'])
const PCM = new Set<AudioCodec>(['pcm-u8', 'pcm-s16', 'pcm-s24', 'pcm-f32'])

/** Ten-bit H.264, 4:4:4 and the newest AAC play in some browsers only. */
const PLAYED = [
  /^avc1\.(42|4d|64)/i,
  /^vp8$/,
  /^vp09\.0[02]/,
  /^av01\.0/,
  /^mp4a\.(40\.(2|02|5|05|29)|67|6b|69)$/i,
  /^(opus|vorbis|mp3|pcm-.*)$/,
]

const isPlayed = (profile: string) => PLAYED.some((pattern) => pattern.test(profile))
