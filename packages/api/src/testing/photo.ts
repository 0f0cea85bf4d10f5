import sharp from 'sharp'

/** A JPEG as cameras make them, four to three: grain over soft shapes, and of such a size as a file. */
export async function photographed(megapixels: number): Promise<Uint8Array<ArrayBuffer>> {
  const height = Math.round(Math.sqrt((megapixels * 1_000_000 * 3) / 4))
  const width = Math.round((height * 4) / 3)
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const
  const shapes = sharp({ create: { width: 64, height: 48, channels: 3, background: '#000', noise } })
  const soft = await shapes.png().toBuffer()
  const grain = sharp({ create: { width, height, channels: 3, background: '#000', noise: { ...noise, sigma: 12 } } })
  const over = await grain.blur(0.8).png({ compressionLevel: 1 }).toBuffer()
  const photo = sharp(soft).resize(width, height, { kernel: 'cubic' })
  return new Uint8Array(
    await photo
      .composite([{ input: over, blend: 'soft-light' }])
      .jpeg({ quality: 88 })
      .toBuffer(),
  )
}
