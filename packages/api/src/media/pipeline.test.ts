import { LIMITS } from '@carillon/contract'
import { crc32, deflateSync } from 'node:zlib'
import sharp, { type Sharp } from 'sharp'
import { afterAll, describe, expect, test } from 'vitest'
import { createPhotoPipeline, PHOTO_WIDTHS } from './pipeline.ts'

const pipeline = createPhotoPipeline({ workers: 1 })
afterAll(() => pipeline.close())
const processed = (bytes: Uint8Array, widths = PHOTO_WIDTHS) => pipeline.process(bytes, { widths })
const refusal = (bytes: Uint8Array) =>
  processed(bytes).then(
    () => 'taken',
    (error: { code: string }) => error.code,
  )

const MARKER = 'Marker-7f3a9-was-here'
const plain = (width: number, height: number, background = '#3a7ca5') =>
  sharp({ create: { width, height, channels: 3, background } })
const noise = (width: number, height: number) =>
  sharp({
    create: { width, height, channels: 3, background: '#000', noise: { type: 'gaussian', mean: 128, sigma: 30 } },
  })
const withMarkers = (image: Sharp) =>
  image
    .withExif({
      IFD0: { Copyright: MARKER },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '4/1 36/1 0/1', GPSDateStamp: MARKER },
    })
    .withXmp(
      `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" dc:source="${MARKER}"/></rdf:RDF></x:xmpmeta>`,
    )
const count = (bytes: Uint8Array, text: string) => Buffer.from(bytes).toString('latin1').split(text).length - 1

describe('metadata', () => {
  test.each(['jpeg', 'webp', 'png', 'avif'] as const)(
    'place and XMP of a %s are in nothing that is kept',
    async (format) => {
      const input = await withMarkers(noise(400, 300))[format]({ effort: 1 }).toBuffer()
      expect(count(input, MARKER), 'control: the marker is in the file, in EXIF and XMP').toBeGreaterThanOrEqual(2)
      expect((await sharp(input).metadata()).exif?.includes('N\0'), 'control: GPS').toBe(true)
      const { renditions } = await processed(input)
      expect(renditions.map(({ width }) => width)).toEqual([320, 400])
      for (const { bytes } of renditions) {
        expect(count(bytes, MARKER)).toBe(0)
        expect(await sharp(bytes).metadata()).not.toMatchObject({ exif: expect.anything() })
        expect(webpChunks(bytes)).toEqual(['VP8 '])
      }
    },
  )

  test('a comment in a JPEG is gone', async () => {
    const jpeg = await plain(64, 64).jpeg().toBuffer()
    const comment = Buffer.from(`\xFF\xFE\0${String.fromCharCode(MARKER.length + 2)}${MARKER}`, 'latin1')
    const input = Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2)])
    expect(count((await processed(input)).renditions[0]!.bytes, MARKER)).toBe(0)
  })

  test('a picture in a wide colour space looks the same in sRGB', async () => {
    const colour = await plain(64, 64, '#c04030').withIccProfile('p3').jpeg({ quality: 100 }).toBuffer()
    const raw = await sharp(colour, { ignoreIcc: true }).raw().toBuffer()
    expect(Math.abs(raw[0]! - 0xc0), 'control: its numbers differ').toBeGreaterThan(5)
    const seen = await sharp((await processed(colour)).renditions[0]!.bytes)
      .raw()
      .toBuffer()
    expect(Math.abs(seen[0]! - 0xc0)).toBeLessThanOrEqual(4)
    expect(Math.abs(seen[1]! - 0x40)).toBeLessThanOrEqual(4)
  })
})

describe('sizes', () => {
  test('widths are those wanted that the picture has, and its own below the widest', async () => {
    const widthsOf = async (width: number) =>
      (await processed(await plain(width, 90).png().toBuffer())).renditions.map((one) => one.width)
    expect(await widthsOf(200)).toEqual([200])
    expect(await widthsOf(640)).toEqual([320, 640])
    expect(await widthsOf(1500)).toEqual([320, 640, 1080, 1500])
    expect(await widthsOf(3000)).toEqual([320, 640, 1080, 1600, 2560])
  })

  test('what a rendition says of its size is so', async () => {
    const photo = await processed(await noise(1003, 701).jpeg().toBuffer())
    for (const { width, height, bytes } of photo.renditions) {
      expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width, height })
    }
    expect(photo).toMatchObject({ width: 1003, height: 701 })
    expect(Buffer.from(photo.thumbhash, 'base64').length).toBeGreaterThan(10)
  })

  test('a picture is turned as the camera was held', async () => {
    const left = await sharp({ create: { width: 400, height: 200, channels: 3, background: '#ff0000' } })
      .composite([{ input: await plain(200, 200, '#0000ff').png().toBuffer(), left: 0, top: 0 }])
      .jpeg()
      .withMetadata({ orientation: 6 })
      .toBuffer()
    const photo = await processed(left)
    expect(photo).toMatchObject({ width: 200, height: 400 })
    const pixels = await sharp(photo.renditions[0]!.bytes).raw().toBuffer()
    expect(pixels[2], 'blue has come to the top').toBeGreaterThan(200)
    expect(pixels.at(-3), 'and red to the bottom').toBeGreaterThan(200)
  })

  test('a square is cut from the middle, of a moving picture too, and never enlarged', async () => {
    const wide = await noise(300, 200).png().toBuffer()
    for (const file of [wide, await animation('webp', 300, 200, 4)]) {
      const photo = await pipeline.process(file, { widths: [96, 320], square: true })
      expect(photo.renditions.map(({ width, height }) => [width, height])).toEqual([
        [96, 96],
        [200, 200],
      ])
      expect((await sharp(photo.renditions[1]!.bytes).metadata()).pages).toBeUndefined()
    }
  })

  test('a tower too tall for WebP is scaled to what WebP holds', async () => {
    const photo = await processed(await plain(320, 16_384).png().toBuffer())
    expect(photo.height).toBe(16_383)
  })

  test('transparency, grey and sixteen bits come through', async () => {
    const clear = await sharp({ create: { width: 50, height: 50, channels: 4, background: '#ff000080' } })
      .png()
      .toBuffer()
    const [rendition] = (await processed(clear)).renditions
    expect((await sharp(rendition!.bytes).raw().toBuffer())[3]).toBe(128)
    const grey = await plain(50, 50, '#888').toColourspace('grey16').png().toBuffer()
    expect((await sharp(grey).metadata()).depth).toBe('ushort')
    const pixel = await sharp((await processed(grey)).renditions[0]!.bytes)
      .raw()
      .toBuffer()
    expect(Math.abs(pixel[0]! - 0x88)).toBeLessThanOrEqual(2)
  })
})

describe('moving pictures', () => {
  test.each(['gif', 'webp'] as const)('a moving %s keeps its frames and their times', async (format) => {
    const photo = await processed(await animation(format, 400, 240, 5))
    expect(photo).toMatchObject({ width: 400, height: 240 })
    for (const { bytes, width, height } of photo.renditions) {
      const { pages, delay, ...rest } = await sharp(bytes, { animated: true }).metadata()
      expect({ pages, delay, width: rest.width, pageHeight: rest.pageHeight }).toEqual({
        pages: 5,
        delay: [100, 100, 100, 100, 100],
        width,
        pageHeight: height,
      })
    }
  })

  test('a GIF or WebP with more pixels over its frames than a photo may have is refused', async () => {
    expect(await refusal(gifOf(5, 3_000)), 'control').not.toBe('media.too_many_pixels')
    expect(await refusal(gifOf(6, 3_000))).toBe('media.too_many_pixels')
    const webp = await animation('webp', 64, 64, 6)
    expect(await refusal(webp)).toBe('taken')
    const [width, height] = [24, 27]
    webp.writeUIntLE(2_999, width, 3)
    webp.writeUIntLE(2_999, height, 3)
    expect(await refusal(webp)).toBe('media.too_many_pixels')
  })

  test('thousands of tiny frames are refused', async () => {
    expect(await refusal(gifOf(3, 1))).toBe('taken')
    expect(await refusal(gifOf(100_000, 1))).toBe('media.too_many_pixels')
  })
})

describe('what is not a picture, or hostile', () => {
  test('a script behind a GIF and a page behind a PNG do not survive', async () => {
    const script = Buffer.from(`*/=1;alert('${MARKER}')//`)
    const page = Buffer.from(`<html><script>alert('${MARKER}')</script></html>`)
    const files = [
      Buffer.concat([await plain(64, 64).gif().toBuffer(), script]),
      Buffer.concat([await plain(64, 64).png().toBuffer(), page]),
      Buffer.concat([await plain(64, 64).jpeg().toBuffer(), page]),
    ]
    for (const file of files) {
      expect(count(file, MARKER)).toBe(1)
      for (const { bytes } of (await processed(file)).renditions) expect(count(bytes, MARKER)).toBe(0)
    }
    const whole = Buffer.from(`GIF89a/*\0\0\0\0\0*/=1;alert('${MARKER}')//`)
    expect(await refusal(whole)).toBe('media.unreadable')
  })

  test.each([
    [
      'an MP4 that calls itself a picture',
      Buffer.from('\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41\0\0\0\x08free', 'latin1'),
    ],
    ['a HEIC', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic\0\0\0\0', 'latin1')],
    [
      'an SVG',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'),
    ],
    ['an SVG with entities', Buffer.from('<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "aaaa">]><svg>&a;</svg>')],
    ['a PDF', Buffer.from('%PDF-1.7\n1 0 obj')],
    ['an HTML page', Buffer.from('<!doctype html><img src=x>')],
    ['nothing', Buffer.alloc(0)],
    ['a header alone', Buffer.from('\x89PNG\r\n\x1A\n', 'latin1')],
    ['an AVIF of a header alone', Buffer.from('\0\0\0\x1cftypavif\0\0\0\0mif1avifmiaf', 'latin1')],
  ])('%s is refused', async (_name, bytes) => {
    expect(await refusal(bytes)).toBe('media.unreadable')
  })

  test('a TIFF is refused even where it is dressed as a JPEG', async () => {
    const tiff = await plain(64, 64).tiff().toBuffer()
    expect(await refusal(tiff)).toBe('media.unreadable')
    expect(await refusal(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), tiff]))).toBe('media.unreadable')
  })

  test.each(['jpeg', 'png', 'webp', 'avif', 'gif'] as const)(
    'half of a %s is refused, and all of it taken',
    async (format) => {
      const whole = await noise(300, 200)[format]({ effort: 1 }).toBuffer()
      expect(await refusal(whole)).toBe('taken')
      expect(await refusal(whole.subarray(0, whole.length / 2))).toBe('media.unreadable')
    },
  )

  test('a PNG that claims 50,000 pixels a side is refused by its header', async () => {
    const started = performance.now()
    expect(await refusal(pngClaiming(50_000, 50_000))).toBe('media.too_many_pixels')
    expect(performance.now() - started).toBeLessThan(2_000)
  })

  test('the limits of pixels and of a side hold', async () => {
    expect(await refusal(pngClaiming(LIMITS.photoSide + 1, 10))).toBe('media.too_many_pixels')
    expect(await refusal(pngClaiming(7_100, 7_100))).toBe('media.too_many_pixels')
    expect(await refusal(pngClaiming(7_000, 7_000)), 'control: within them it is its missing pixels').toBe(
      'media.unreadable',
    )
  })

  test('a file over the limit is refused unseen', async () => {
    expect(await refusal(Buffer.alloc(LIMITS.photoBytes + 1, 0xff))).toBe('media.too_large')
  })

  test('a hundred damaged files are each refused or drawn, and the next picture is as good as ever', async () => {
    const whole = await noise(120, 90).jpeg().toBuffer()
    const codes = new Set<string>()
    for (let at = 0; at < 100; at += 1) {
      const damaged = Buffer.from(whole)
      for (let hit = 0; hit < 20; hit += 1)
        damaged[(at * 7919 + hit * 104_729) % damaged.length] = (at * 31 + hit) % 256
      codes.add(await refusal(damaged))
    }
    for (const code of codes) expect(['taken', 'media.unreadable', 'media.too_many_pixels']).toContain(code)
    expect(codes).toContain('media.unreadable')
    expect(await refusal(whole)).toBe('taken')
  })
})

async function animation(format: 'gif' | 'webp', width: number, height: number, frames: number): Promise<Buffer> {
  const shades = Array.from({ length: frames }, (_, at) =>
    plain(width, height, `hsl(${at * 50}, 60%, 50%)`)
      .png()
      .toBuffer(),
  )
  const joined = sharp(await Promise.all(shades), { join: { animated: true } })
  return joined[format]({ delay: shades.map(() => 100), loop: 0 }).toBuffer()
}

function webpChunks(bytes: Uint8Array): string[] {
  const file = Buffer.from(bytes)
  const names: string[] = []
  for (let at = 12; at < file.length;) {
    names.push(file.toString('latin1', at, at + 4))
    const length = file.readUInt32LE(at + 4)
    at += 8 + length + (length % 2)
  }
  return names
}

/** Frames that claim `side` by `side` pixels, of which one is there. */
function gifOf(frames: number, side: number): Buffer {
  const size = Buffer.alloc(4)
  size.writeUInt16LE(side, 0)
  size.writeUInt16LE(side, 2)
  const colours = Buffer.from('\x80\0\0\xFF\xFF\xFF\0\0\0', 'latin1')
  const control = Buffer.from('\x21\xF9\x04\0\x0A\0\0\0\x2C\0\0\0\0', 'latin1')
  const frame = Buffer.concat([control, size, Buffer.from('\0\x02\x02\x44\x01\0', 'latin1')])
  return Buffer.concat([Buffer.from('GIF89a'), size, colours, ...Array<Buffer>(frames).fill(frame), Buffer.from(';')])
}

/** A PNG with a right header and almost no pixels. */
function pngClaiming(width: number, height: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from('\x89PNG\r\n\x1A\n', 'latin1')
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(64))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  framed.set(body, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}
