import {
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedPacketSink,
  type EncodedVideoPacketSource,
  type InputAudioTrack,
  type InputVideoTrack,
} from 'mediabunny'
import { LIMITS } from '@carillon/contract'
import { withoutRemarks } from './h264.ts'
import { Refusal } from './refusal.ts'

/** Two hours at 120 pictures a second, and some: what has more is made to keep us busy. */
const MAX_PACKETS = 1_000_000

/** A track on its way into the new file. Times in seconds. */
export type Lane = {
  source: EncodedVideoPacketSource | EncodedAudioPacketSource
  count: number
  begins: number
  packets: AsyncGenerator<EncodedPacket, void>
  config: AudioDecoderConfig | VideoDecoderConfig
  clean: (data: Uint8Array) => Uint8Array
}

/** Looks at all packets of a track first: how many there are, and how long they last. */
export async function laneOf(track: InputVideoTrack | InputAudioTrack, source: Lane['source']): Promise<Lane> {
  const config = await track.getDecoderConfig()
  const sink = new EncodedPacketSink(track)
  let [count, begins, ends] = [0, Infinity, 0]
  for await (const { timestamp, duration } of sink.packets(undefined, undefined, { metadataOnly: true })) {
    count += 1
    begins = Math.min(begins, timestamp)
    ends = Math.max(ends, timestamp + duration)
    if (count > MAX_PACKETS || ends > LIMITS.mediaSeconds) throw new Refusal('media.too_long')
  }
  if (!config || count === 0) throw new Refusal('media.damaged')
  const clean = (await track.getCodec()) === 'avc' ? withoutRemarks(config) : (data: Uint8Array) => data
  return { source, count, begins, packets: sink.packets(), config, clean }
}

/** Writes the packets of all lanes, earliest first, so that neither waits in memory for the other. Answers the end. */
export async function merge(lanes: Lane[]): Promise<number> {
  // What plays before the beginning makes players stumble: everything moves on by as much.
  const shift = Math.max(0, ...lanes.map(({ begins }) => -begins))
  const next = await Promise.all(lanes.map((lane) => take(lane)))
  const begun = new Set<Lane>()
  let ends = 0
  for (;;) {
    const at = earliest(next)
    const packet = next[at]
    if (!packet) return ends
    const lane = lanes[at]!
    const { type, timestamp, duration, sequenceNumber } = packet
    const data = lane.clean(packet.data)
    const moved = new EncodedPacket(data, type, timestamp + shift, duration, sequenceNumber)
    await add(lane, moved, !begun.has(lane))
    begun.add(lane)
    ends = Math.max(ends, moved.timestamp + duration)
    next[at] = await take(lane)
  }
}

async function take(lane: Lane): Promise<EncodedPacket | null> {
  const { value } = await lane.packets.next()
  return value ?? null
}

async function add({ source, config }: Lane, packet: EncodedPacket, first: boolean): Promise<void> {
  if (source instanceof EncodedAudioPacketSource) {
    return source.add(packet, first ? { decoderConfig: config as AudioDecoderConfig } : undefined)
  }
  return source.add(packet, first ? { decoderConfig: config as VideoDecoderConfig } : undefined)
}

function earliest(next: (EncodedPacket | null)[]): number {
  let found = 0
  for (const [at, packet] of next.entries()) {
    if (packet && (!next[found] || packet.timestamp < next[found]!.timestamp)) found = at
  }
  return found
}
