/**
 * `node packages/e2e/src/clips.ts` records the clips that tests of the media pipeline start from, with Chromium: half a
 * second of a moving square and a tone, as VP9 with Opus in WebM and as H.264 in MP4.
 */
import { chromium } from 'playwright-core'
import { createServer } from 'node:http'
import { mkdir, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

const folder = join(import.meta.dirname, '../../api/src/testing/clips')
const server = createServer((_, answer) => answer.end('<!doctype html><canvas width="160" height="120">'))
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--autoplay-policy=no-user-gesture-required'],
})
try {
  const page = await browser.newPage()
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  await mkdir(folder, { recursive: true })
  for (const [name, type, sound] of [
    ['square.webm', 'video/webm;codecs=vp9,opus', true],
    ['square.mp4', 'video/mp4;codecs=avc1', false],
  ] as const) {
    await writeFile(join(folder, name), Buffer.from(await page.evaluate(record, { type, sound }), 'base64'))
  }
} finally {
  await browser.close()
  server.close()
}

/** In the page: what its recorder makes of 600 milliseconds, in base64. */
async function record({ type, sound }: { type: string; sound: boolean }): Promise<string> {
  const canvas = document.querySelector('canvas')!
  const paint = canvas.getContext('2d')!
  const stream = canvas.captureStream(25)
  if (sound) {
    const context = new AudioContext()
    const tone = context.createOscillator()
    const out = context.createMediaStreamDestination()
    tone.connect(out)
    tone.start()
    stream.addTrack(out.stream.getAudioTracks()[0]!)
  }
  const recorder = new MediaRecorder(stream, {
    mimeType: type,
    videoBitsPerSecond: 150_000,
    audioBitsPerSecond: 24_000,
  })
  const parts: Blob[] = []
  recorder.ondataavailable = ({ data }) => parts.push(data)
  const stopped = new Promise((resolve) => (recorder.onstop = resolve))
  let at = 0
  const painter = setInterval(() => {
    paint.fillStyle = '#e8eef2'
    paint.fillRect(0, 0, 160, 120)
    paint.fillStyle = '#2f6f8f'
    paint.fillRect((at += 6) % 160, 40, 40, 40)
  }, 40)
  recorder.start()
  setTimeout(() => recorder.stop(), 600)
  await stopped
  clearInterval(painter)
  const bytes = new Uint8Array(await new Blob(parts).arrayBuffer())
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}
