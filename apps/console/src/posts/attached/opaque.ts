import { CustomVideoDecoder, registerDecoder, VideoSample, type EncodedPacket } from 'mediabunny'

/** Frames that wait to be decoded take memory: no more than this at once. */
const WAITING = 8

/**
 * Decodes what can be transparent as if it weren't. Left to itself mediabunny would put its transparency together in
 * workers made of text, which the server's policy refuses; and nobody sees through a post.
 */
class OpaqueDecoder extends CustomVideoDecoder {
  static override supports(codec: string): boolean {
    return codec === 'vp8' || codec === 'vp9'
  }

  #decoder!: VideoDecoder

  init(): void {
    this.#decoder = new VideoDecoder({
      output: (frame) => this.onSample(new VideoSample(frame)),
      error: (error) => this.onError(error),
    })
    this.#decoder.configure(this.config)
  }

  async decode(packet: EncodedPacket): Promise<void> {
    this.#decoder.decode(packet.toEncodedVideoChunk())
    while (this.#decoder.decodeQueueSize > WAITING) {
      await new Promise((eased) => this.#decoder.addEventListener('dequeue', eased, { once: true }))
    }
  }

  flush(): Promise<void> {
    return this.#decoder.flush()
  }

  close(): void {
    if (this.#decoder.state !== 'closed') this.#decoder.close()
  }
}

let registered = false

export function decodeOpaquely(): void {
  if (!registered) registerDecoder(OpaqueDecoder)
  registered = true
}
