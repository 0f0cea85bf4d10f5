import { LIMITS } from '@carillon/contract'
import { createServer } from 'node:http'
import { once } from 'node:events'
import { crc32 } from 'node:zlib'
import type { AddressInfo } from 'node:net'
import sharp from 'sharp'
import { afterAll, describe, expect, test } from 'vitest'
import { createPhotoPipeline } from './pipeline.ts'

const pipeline = createPhotoPipeline({ workers: 1 })
afterAll(() => pipeline.close())
const refusal = (bytes: Uint8Array) =>
  pipeline.drawSticker(bytes).then(
    () => 'taken',
    (error: { code: string }) => error.code,
  )

const DISC = '<circle cx="50" cy="25" r="20" fill="#e9a043"/>'
const svg = (inside: string, attributes = 'viewBox="0 0 100 50"', before = '') =>
  Buffer.from(
    `${before}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${inside}</svg>`,
  )
const drawn = (width = 300, height = 150) => sharp(svg(DISC)).resize(width, height)
const noise = (width: number, height: number) => {
  const gaussian = { type: 'gaussian', mean: 128, sigma: 60 } as const
  return sharp({ create: { width, height, channels: 3, background: '#000', noise: gaussian } })
}

/** A disc on its way from left to right. */
async function film(frames: number, width = 120, height = 60): Promise<Buffer> {
  const pictures = Array.from({ length: frames }, (_, at) => {
    const disc = `<circle cx="${(100 * (at + 0.5)) / frames}" cy="25" r="20" fill="#e9a043"/>`
    return sharp(svg(disc)).resize(width, height).ensureAlpha().raw().toBuffer()
  })
  return Buffer.concat(await Promise.all(pictures))
}
async function moving(format: 'gif' | 'webp', frames: number, delay: number, width = 120, height = 60) {
  const raw = { width, height: height * frames, channels: 4, pageHeight: height } as const
  return sharp(await film(frames, width, height), { raw, limitInputPixels: false })
    [format]({ delay: Array<number>(frames).fill(delay), loop: 1 })
    .toBuffer()
}

/** A PNG that moves: each picture whole, `dispose` and `blend` as said. */
async function movingPng(frames: number, delay: number, [dispose, blend]: [number, number]): Promise<Buffer> {
  const [width, height] = [120, 60]
  const size = width * height * 4
  const all = await film(frames)
  const parts: Buffer[] = []
  let sequence = 0
  for (let at = 0; at < frames; at += 1) {
    const raw = { width, height, channels: 4 } as const
    const png = await sharp(all.subarray(at * size, (at + 1) * size), { raw })
      .png()
      .toBuffer()
    if (at === 0) parts.push(png.subarray(0, 33), chunk('acTL', numbers([frames, 0])))
    const control = Buffer.concat([numbers([sequence++, width, height, 0, 0]), Buffer.alloc(6)])
    control.writeUInt16BE(delay, 20)
    control.writeUInt16BE(1000, 22)
    control[24] = dispose
    control[25] = blend
    parts.push(chunk('fcTL', control))
    const data = dataOf(png)
    parts.push(at === 0 ? chunk('IDAT', data) : chunk('fdAT', Buffer.concat([numbers([sequence++]), data])))
  }
  return Buffer.concat([...parts, chunk('IEND', Buffer.alloc(0))])
}

function numbers(values: number[]): Buffer {
  const out = Buffer.alloc(values.length * 4)
  for (const [at, value] of values.entries()) out.writeUInt32BE(value, at * 4)
  return out
}
function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), data])
  return Buffer.concat([numbers([data.length]), body, numbers([crc32(body)])])
}
function dataOf(png: Buffer): Buffer {
  const parts: Buffer[] = []
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)))
  }
  return Buffer.concat(parts)
}

/** How clear a picture is at its corner and in its middle, 0 to 255, and where across its colour begins. */
async function look(bytes: Uint8Array, page = 0) {
  const { data, info } = await sharp(bytes, { page }).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  const alpha = (x: number, y: number) => data[(y * info.width + x) * 4 + 3]!
  const row = Array.from({ length: info.width }, (_, x) => alpha(x, 256))
  return { corner: alpha(0, 0), middle: alpha(256, 256), begins: row.findIndex((value) => value > 128) }
}

describe('a sticker that stands still', () => {
  const files = {
    png: () => drawn().png().toBuffer(),
    webp: () => drawn().webp().toBuffer(),
    gif: () => drawn().gif().toBuffer(),
    svg: async () => svg(DISC),
  }
  test.each(Object.entries(files))('of a %s fills its square, and its background stays clear', async (_, file) => {
    const { bytes, moving: moves } = await pipeline.drawSticker(await file())
    expect(moves).toBe(false)
    expect(bytes.length).toBeLessThanOrEqual(LIMITS.stickerBytes)
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width: 512, height: 512, hasAlpha: true })
    const seen = await look(bytes)
    expect(seen).toMatchObject({ corner: 0, middle: 255 })
    expect(Math.abs(seen.begins - 154), 'the disc spans two fifths').toBeLessThan(4)
  })

  test('of much detail loses quality until it fits', async () => {
    const png = await noise(512, 512).png().toBuffer()
    expect((await sharp(png).webp({ quality: 90 }).toBuffer()).length).toBeGreaterThan(LIMITS.stickerBytes)
    expect((await pipeline.drawSticker(png)).bytes.length).toBeLessThanOrEqual(LIMITS.stickerBytes)
  })

  test('keeps nothing but its pixels', async () => {
    const marker = 'Marker-51e2c-was-here'
    const png = await drawn()
      .withExif({ IFD0: { Copyright: marker } })
      .png()
      .toBuffer()
    expect(png.includes(marker)).toBe(true)
    expect(Buffer.from((await pipeline.drawSticker(png)).bytes).includes(marker)).toBe(false)
    const titled = svg(`<title>${marker}</title>${DISC}`)
    expect(Buffer.from((await pipeline.drawSticker(titled)).bytes).includes(marker)).toBe(false)
  })
})

describe('a sticker that moves', () => {
  const files = {
    gif: () => moving('gif', 6, 120),
    webp: () => moving('webp', 6, 120),
    'png, each picture whole': () => movingPng(6, 120, [0, 0]),
    'png, cleared and laid over': () => movingPng(6, 120, [1, 1]),
  }
  test.each(Object.entries(files))('goes on moving as a %s did', async (_, file) => {
    const { bytes, moving: moves } = await pipeline.drawSticker(await file())
    expect(moves).toBe(true)
    expect(bytes.length).toBeLessThanOrEqual(LIMITS.movingStickerBytes)
    const delay = Array(6).fill(120)
    expect(await sharp(bytes).metadata()).toMatchObject({
      format: 'webp',
      width: 512,
      height: 512,
      pages: 6,
      delay,
      loop: 0,
    })
    const [first, last] = [await look(bytes), await look(bytes, 5)]
    expect([first.corner, last.corner]).toEqual([0, 0])
    expect(last.begins - first.begins, 'the disc has moved').toBeGreaterThan(250)
    const whole = await sharp(bytes, { page: 5 }).ensureAlpha().raw().toBuffer()
    expect(whole[(256 * 512 + 20) * 4 + 3], 'and left nothing behind').toBe(0)
  })

  test('for longer than ten seconds is refused, for ten it isn’t', async () => {
    expect(await refusal(await moving('webp', 11, 1_000))).toBe('stickers.too_long')
    expect(await refusal(await moving('webp', 10, 1_000))).toBe('taken')
    expect(await refusal(await movingPng(11, 1_000, [0, 0]))).toBe('stickers.too_long')
  })

  test('of more pictures than fit in memory is refused by its header', async () => {
    const png = await movingPng(10, 40, [0, 0])
    const head = png.subarray(16, 29)
    numbers([9_000, 600]).copy(head)
    chunk('IHDR', head).copy(png, 8)
    expect(await refusal(png)).toBe('stickers.too_many_frames')
  })

  test('that can’t be made to fit is refused', async () => {
    const raw = { width: 200, height: 200 * 40, channels: 3, pageHeight: 200 } as const
    const pixels = await noise(200, 200 * 40)
      .raw()
      .toBuffer()
    const restless = await sharp(pixels, { raw })
      .webp({ delay: Array<number>(40).fill(100) })
      .toBuffer()
    expect(await refusal(restless)).toBe('stickers.moving_too_heavy')
  })
})

describe('an SVG that means harm', () => {
  const outside: [string, Buffer][] = [
    ['entities', svg('<text>&b;</text>', '', '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>')],
    ['an external entity', svg('<text>&x;</text>', '', '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>')],
    ['a style sheet', svg(DISC, '', '<?xml-stylesheet href="http://127.0.0.1/x.css"?>')],
    ['an import in its styles', svg(`<style>@import "http://127.0.0.1/x.css";</style>${DISC}`)],
    ['a fill from elsewhere', svg('<rect width="9" height="9" fill="url(http://127.0.0.1/x#a)"/>')],
    ['one that is written otherwise', svg('<rect width="9" height="9" fill="u&#114;l(http://127.0.0.1/x#a)"/>')],
    ['a picture', svg('<image href="http://127.0.0.1/x.png" width="9" height="9"/>')],
    ['a picture in itself', svg('<image xlink:href="data:image/png;base64,AAAA" width="9" height="9"/>')],
    ['a use of another file', svg('<use href="/etc/passwd#a"/>')],
    ['a filter’s picture', svg('<filter id="f"><feImage href="file:///etc/passwd"/></filter>')],
  ]
  test.each(outside)('by %s is refused', async (_, file) => {
    expect(await refusal(file)).toBe('stickers.svg_outside')
  })

  const inert: [string, Buffer][] = [
    ['scripts', svg(`<script>alert(1)</script><g onload="alert(1)">${DISC}</g>`)],
    [
      'HTML',
      svg(
        `<foreignObject width="100" height="50"><p xmlns="http://www.w3.org/1999/xhtml">Hi</p></foreignObject>${DISC}`,
      ),
    ],
    ['a link', svg(`<a href="javascript:alert(1)">${DISC}</a>`)],
    [
      'a document type without entities',
      svg(DISC, 'viewBox="0 0 100 50"', '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://127.0.0.1/svg11.dtd">'),
    ],
  ]
  test.each(inert)('by %s is drawn without', async (_, file) => {
    expect(await look((await pipeline.drawSticker(file)).bytes)).toMatchObject({ corner: 0, middle: 255 })
  })

  test('calls nobody', async () => {
    const asked: string[] = []
    const canary = createServer((request, response) => {
      asked.push(request.url!)
      response.end()
    }).listen(0, '127.0.0.1')
    await once(canary, 'listening')
    const url = `http://127.0.0.1:${(canary.address() as AddressInfo).port}`
    await fetch(`${url}/control`)
    const doctype = `<!DOCTYPE svg SYSTEM "${url}/dtd">`
    for (const file of [
      svg(DISC, '', doctype),
      svg(`<image href="${url}/image"/>`),
      svg(`<use href="${url}/use#a"/>`),
    ]) {
      await refusal(file)
    }
    canary.close()
    expect(asked).toEqual(['/control'])
  })

  test('by its size, its depth, or what it repeats is refused, and the next one is drawn', async () => {
    expect(await refusal(svg(DISC, 'width="10000000" height="50"'))).toBe('media.too_many_pixels')
    expect(await refusal(svg('<g>'.repeat(100_000) + '</g>'.repeat(100_000)))).toBe('stickers.unreadable')
    expect(await refusal(svg(DISC.repeat(30_000)))).toBe('stickers.svg_too_large')
    expect(await refusal(svg('<use href="#a"/>'.repeat(1_001)))).toBe('stickers.svg_too_large')
    const many = (at: number) => `<g id="u${at}">${`<use xlink:href="#u${at - 1}"/>`.repeat(30)}</g>`
    const bomb = svg(
      `<defs><g id="u0">${DISC}</g>${[1, 2, 3, 4, 5, 6].map(many).join('')}</defs><use xlink:href="#u6"/>`,
    )
    expect(['stickers.unreadable', 'media.timeout']).toContain(await refusal(bomb))
    expect(await refusal(svg(`<g id="a">${DISC}</g><use href="#a"/>`))).toBe('taken')
  })

  test('however large it says it is, it is drawn at the size of a sticker', async () => {
    const { bytes } = await pipeline.drawSticker(svg(DISC, 'width="16000" height="8000" viewBox="0 0 100 50"'))
    expect(await look(bytes)).toMatchObject({ corner: 0, middle: 255 })
  })
})

test('what is no picture is refused, and so is one under another’s name', async () => {
  const jpeg = await noise(50, 50).jpeg().toBuffer()
  expect(await refusal(jpeg)).toBe('stickers.unreadable')
  expect(await refusal(Buffer.from('<html><svg'))).toBe('stickers.unreadable')
  expect(await refusal((await drawn().png().toBuffer()).subarray(0, 300))).toBe('stickers.unreadable')
  expect(await refusal(await noise(50, 50).png().toBuffer())).toBe('taken')
})
