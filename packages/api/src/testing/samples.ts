import { PDFDocument, PDFName } from '@cantoo/pdf-lib'
import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js'
import {
  ALL_FORMATS,
  type AudioCodec,
  BufferSource,
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedPacketSink,
  Input,
  Mp3OutputFormat,
  Mp4OutputFormat,
  OggOutputFormat,
  Output,
  type OutputFormat,
  WebMOutputFormat,
} from 'mediabunny'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'

/** Real files of every kind, and what they may tell beside their content: `MARKER`, in each place that has room for it. */
export const MARKER = 'Marker-7f3a9-was-here'

export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
export const ODT = 'application/vnd.oasis.opendocument.text'

/** Recorded by Chromium, see `packages/e2e/src/clips.ts`: 160 by 120 pixels, half a second. */
export const clip = (name: 'square.mp4' | 'square.webm') => readFile(join(import.meta.dirname, 'clips', name))

const TAGS = { title: MARKER, artist: MARKER, comment: MARKER, description: MARKER, raw: {} }

type Sound = { codec: AudioCodec; packets: EncodedPacket[]; config: AudioDecoderConfig }

async function mux(format: OutputFormat, { codec, packets, config }: Sound): Promise<Buffer> {
  const output = new Output({ format, target: new BufferTarget() })
  const source = new EncodedAudioPacketSource(codec)
  output.addAudioTrack(source, { name: MARKER })
  output.setMetadataTags(TAGS)
  await output.start()
  for (const [at, packet] of packets.entries())
    await source.add(packet, at === 0 ? { decoderConfig: config } : undefined)
  await output.finalize()
  return Buffer.from(output.target.buffer!)
}

/** A second of silence: the same frame again and again. */
function frames(bytes: number[] | Buffer, samples: number, sampleRate: number): EncodedPacket[] {
  const length = samples / sampleRate
  const count = Math.ceil(1 / length)
  return Array.from({ length: count }, (_, at) => new EncodedPacket(Uint8Array.from(bytes), 'key', at * length, length))
}

export const m4a = () =>
  mux(new Mp4OutputFormat(), {
    codec: 'aac',
    packets: frames([0x00, 0xc8, 0x00, 0x80, 0x23, 0x80], 1024, 44_100),
    config: { codec: 'mp4a.40.2', sampleRate: 44_100, numberOfChannels: 1, description: Uint8Array.of(0x12, 0x08) },
  })

export const mp3 = () =>
  mux(new Mp3OutputFormat(), {
    codec: 'mp3',
    packets: frames(Buffer.concat([Buffer.of(0xff, 0xfb, 0x90, 0xc4), Buffer.alloc(413)]), 1152, 44_100),
    config: { codec: 'mp3', sampleRate: 44_100, numberOfChannels: 1 },
  })

/** What Chromium's encoder made, without the picture. */
async function opus(): Promise<Sound> {
  const input = new Input({ source: new BufferSource(await clip('square.webm')), formats: ALL_FORMATS })
  const track = (await input.getPrimaryAudioTrack())!
  const packets = await Array.fromAsync(new EncodedPacketSink(track).packets())
  return { codec: 'opus', packets, config: (await track.getDecoderConfig())! }
}

export const oggOpus = async () => mux(new OggOutputFormat(), await opus())
export const webmOpus = async () => mux(new WebMOutputFormat(), await opus())

/** A tenth of a second, 16 bit at 8 kHz, with a list of who recorded it. */
export function wav(): Buffer {
  const chunk = (name: string, body: Buffer) => {
    const head = Buffer.alloc(8)
    head.write(name, 'latin1')
    head.writeUInt32LE(body.length, 4)
    return Buffer.concat([head, body, Buffer.alloc(body.length % 2)])
  }
  const format = Buffer.alloc(16)
  format.writeUInt16LE(1, 0)
  format.writeUInt16LE(1, 2)
  format.writeUInt32LE(8_000, 4)
  format.writeUInt32LE(16_000, 8)
  format.writeUInt16LE(2, 12)
  format.writeUInt16LE(16, 14)
  const list = chunk('LIST', Buffer.concat([Buffer.from('INFO'), chunk('IART', Buffer.from(`${MARKER}\0`))]))
  const samples = Buffer.alloc(1_600, 1)
  return chunk('RIFF', Buffer.concat([Buffer.from('WAVE'), chunk('fmt ', format), list, chunk('data', samples)]))
}

/** An MP4 with everything that a phone writes into it: place, title, XMP. */
export async function toldMp4(): Promise<Buffer> {
  const clean = await clip('square.mp4')
  const box = (name: string, ...parts: Buffer[]) => {
    const body = Buffer.concat(parts)
    const head = Buffer.alloc(8)
    head.writeUInt32BE(body.length + 8)
    head.write(name, 4, 'latin1')
    return Buffer.concat([head, body])
  }
  const said = Buffer.from(MARKER)
  const place = box('\xA9xyz', Buffer.from([0, said.length, 0x15, 0xc7]), said)
  const loci = box('loci', Buffer.alloc(6), said, Buffer.alloc(16))
  const udta = box('udta', place, loci, box('\xA9nam', Buffer.from([0, said.length, 0, 0]), said))
  const uuid = box(
    'uuid',
    Buffer.from('be7acfcb97a942e89c71999491e3afac', 'hex'),
    Buffer.from(`<x:xmpmeta>${MARKER}</x:xmpmeta>`),
  )
  return Buffer.concat([intoMoov(clean, udta), uuid, box('free', said)])
}

/** As a further box of `moov`, at its end; what comes after it is moved, so only files with fragments stay right. */
function intoMoov(file: Buffer, more: Buffer): Buffer {
  for (let at = 0; at < file.length;) {
    const size = file.readUInt32BE(at)
    if (file.toString('latin1', at + 4, at + 8) === 'moov') {
      const grown = Buffer.from(file.subarray(at, at + size))
      grown.writeUInt32BE(size + more.length)
      return Buffer.concat([file.subarray(0, at), grown, more, file.subarray(at + size)])
    }
    at += size
  }
  throw new Error('no moov')
}

export async function toldJpeg(): Promise<Buffer> {
  return sharp({ create: { width: 64, height: 48, channels: 3, background: '#3a7ca5' } })
    .withExif({ IFD0: { Copyright: MARKER }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '4/1 36/1 0/1' } })
    .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>${MARKER}</a></x:xmpmeta>`)
    .jpeg()
    .toBuffer()
}

/** Two pages with a photo, an author, XMP, an attached file and a program. */
export async function pdf(): Promise<Buffer> {
  const document = await PDFDocument.create()
  document.setTitle(MARKER)
  document.setAuthor(MARKER)
  const page = document.addPage([200, 200])
  page.drawText('The bells of the town')
  page.drawImage(await document.embedJpg(await toldJpeg()), { x: 10, y: 20, width: 64, height: 48 })
  document.addPage([200, 200])
  const xmp = document.context.stream(`<x:xmpmeta>${MARKER}</x:xmpmeta>`, { Type: 'Metadata', Subtype: 'XML' })
  document.catalog.set(PDFName.of('Metadata'), document.context.register(xmp))
  page.node.set(PDFName.of('Metadata'), document.context.register(xmp))
  document.context.register(document.context.stream(`forgotten ${MARKER}`))
  await document.attach(Buffer.from(MARKER), 'marker.txt')
  document.addJavaScript('main', `app.alert("${MARKER}")`)
  return Buffer.from(await document.save({ useObjectStreams: false }))
}

type Files = Record<string, string | Uint8Array>

export async function zip(files: Files): Promise<Buffer> {
  const writer = new ZipWriter(new Uint8ArrayWriter())
  for (const [name, content] of Object.entries(files)) {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
    const options = name === 'mimetype' ? { level: 0 } : { comment: MARKER }
    await writer.add(name, new Uint8ArrayReader(bytes), options)
  }
  return Buffer.from(await writer.close(new TextEncoder().encode(MARKER)))
}

export const docxFiles = async (): Promise<Files> => ({
  '[Content_Types].xml': `<Types><Override PartName="/word/document.xml" ContentType="${DOCX}.main+xml"/></Types>`,
  '_rels/.rels': '<Relationships/>',
  'docProps/core.xml': `<cp:coreProperties><dc:creator>${MARKER}</dc:creator></cp:coreProperties>`,
  'docProps/app.xml': `<Properties><Company>${MARKER}</Company></Properties>`,
  'docProps/custom.xml': `<Properties><p>${MARKER}</p></Properties>`,
  'word/document.xml': '<w:document><w:t>The bells of the town</w:t></w:document>',
  'word/media/image1.jpeg': await toldJpeg(),
})
export const docx = async () => zip(await docxFiles())

export const odt = async () =>
  zip({
    mimetype: ODT,
    'META-INF/manifest.xml': '<manifest:manifest/>',
    'meta.xml': `<office:document-meta><dc:creator>${MARKER}</dc:creator></office:document-meta>`,
    'content.xml': '<office:document-content>The bells of the town</office:document-content>',
    'Pictures/1.jpg': await toldJpeg(),
  })

export const epub = async () =>
  zip({
    mimetype: 'application/epub+zip',
    'META-INF/container.xml': '<container/>',
    'book.xhtml': '<html xmlns="http://www.w3.org/1999/xhtml"><body>The bells of the town</body></html>',
    'cover.jpg': await toldJpeg(),
  })
