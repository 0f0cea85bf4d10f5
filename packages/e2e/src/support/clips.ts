import type { Page } from 'playwright-core'

/** A short clip as a camera would leave it, with a tone: filmed by the browser from a canvas, VP8 and Opus in WebM. */
export async function filmClip(page: Page, seconds: number): Promise<Buffer> {
  const bytes = await page.evaluate(async (length) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 480, height: 270 })
    const brush = canvas.getContext('2d')!
    const sound = new AudioContext()
    const tone = sound.createOscillator()
    const ear = sound.createMediaStreamDestination()
    tone.connect(ear)
    tone.start()
    const stream = canvas.captureStream(25)
    for (const track of ear.stream.getAudioTracks()) stream.addTrack(track)
    const recorder = new MediaRecorder(stream, { mimeType: 'video/webm;codecs=vp8,opus' })
    const chunks: Blob[] = []
    recorder.ondataavailable = ({ data }) => chunks.push(data)
    recorder.start()
    const from = performance.now()
    await new Promise<void>((filmed) => {
      const draw = () => {
        const at = (performance.now() - from) / 1000
        brush.fillStyle = `hsl(${at * 60} 45% 45%)`
        brush.fillRect(0, 0, 480, 270)
        brush.fillStyle = '#fff'
        brush.beginPath()
        brush.arc(240 + Math.sin(at * 4) * 160, 135, 40, 0, 7)
        brush.fill()
        if (at < length) requestAnimationFrame(draw)
        else filmed()
      }
      draw()
    })
    await new Promise((stopped) => {
      recorder.onstop = stopped
      recorder.stop()
    })
    return [...new Uint8Array(await new Blob(chunks).arrayBuffer())]
  }, seconds)
  return Buffer.from(bytes)
}
