import { Refusal } from './refusal.ts'

const SEI = 6
/** `user_data_unregistered`: what encoders and cameras say of themselves, places among it. */
const REMARK = 5

/** Takes out of H.264 pictures what stands between them for no decoder. */
export function withoutRemarks(config: AudioDecoderConfig | VideoDecoderConfig): (data: Uint8Array) => Uint8Array {
  if (!config.description) throw new Refusal('media.video_kind')
  const lengthBytes = (bytesOf(config.description)[4]! & 3) + 1
  return (data) => {
    const kept: Uint8Array[] = []
    let dropped = false
    for (let at = 0; at < data.length;) {
      let length = 0
      for (let byte = 0; byte < lengthBytes; byte += 1) length = length * 256 + (data[at + byte] ?? 0)
      const end = at + lengthBytes + length
      if (end > data.length) throw new Refusal('media.damaged')
      const unit = data.subarray(at, end)
      if (isRemark(unit.subarray(lengthBytes))) dropped = true
      else kept.push(unit)
      at = end
    }
    return dropped && kept.length > 0 ? new Uint8Array(Buffer.concat(kept)) : data
  }
}

function isRemark(unit: Uint8Array): boolean {
  if ((unit[0]! & 31) !== SEI) return false
  for (let at = 1; at + 2 < unit.length;) {
    let type = 0
    let size = 0
    while (unit[at] === 255) type += unit[at++]!
    type += unit[at++] ?? 0
    while (unit[at] === 255) size += unit[at++]!
    size += unit[at++] ?? 0
    if (type === REMARK) return true
    at += size
  }
  return false
}

function bytesOf(source: NonNullable<VideoDecoderConfig['description']>): Uint8Array {
  return ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source)
}
