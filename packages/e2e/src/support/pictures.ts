import type { Page } from 'playwright-core'

/** A photo such as a camera makes, drawn by the browser: JPEG. */
export async function drawPhoto(page: Page, width = 1200, height = 800): Promise<Buffer> {
  const address = await page.evaluate(
    ([w, h]) => {
      const canvas = Object.assign(document.createElement('canvas'), { width: w, height: h })
      const brush = canvas.getContext('2d')!
      const sky = brush.createLinearGradient(0, 0, w, h)
      sky.addColorStop(0, '#f5b971')
      sky.addColorStop(1, '#264653')
      brush.fillStyle = sky
      brush.fillRect(0, 0, w, h)
      for (let at = 0; at < 400; at += 1) {
        brush.fillStyle = `hsl(${(at * 47) % 360} 60% 50% / 0.6)`
        brush.fillRect((at * 97) % w, (at * 61) % h, 24, 24)
      }
      return canvas.toDataURL('image/jpeg', 0.9)
    },
    [width, height] as const,
  )
  return Buffer.from(address.slice(address.indexOf(',') + 1), 'base64')
}

/** Whether every picture of the page has come and can be seen. */
export function picturesShown(page: Page, within = 'main'): Promise<boolean> {
  return page.locator(`${within} img`).evaluateAll((images) =>
    images.every((image) => {
      const { complete, naturalWidth } = image as HTMLImageElement
      return complete && naturalWidth > 0
    }),
  )
}

/** A drawing on a clear background. */
export const DRAWN_STICKER = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 80"><circle cx="50" cy="40" r="30" fill="#d8485a"/></svg>',
)

/** The same as pixels. */
export async function drawSticker(page: Page, type: 'image/png' | 'image/webp'): Promise<Buffer> {
  const address = await page.evaluate((wanted) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 300, height: 240 })
    const brush = canvas.getContext('2d')!
    brush.fillStyle = '#e9a043'
    brush.arc(150, 120, 90, 0, Math.PI * 2)
    brush.fill()
    return canvas.toDataURL(wanted)
  }, type)
  return Buffer.from(address.slice(address.indexOf(',') + 1), 'base64')
}
