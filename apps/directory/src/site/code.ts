import { encode } from 'uqr'

/** A text as a code for a camera: its side with `quiet` modules of white around it, and its dark modules as a path. */
export function codeOf(text: string, quiet: number): { size: number; path: string } {
  const { size, data } = encode(text, { ecc: 'M', border: quiet })
  const path = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return { size, path }
}
