import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
const TOKEN = /--color-([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g
const colours = new Map([...css.matchAll(TOKEN)].map((match) => [match[1]!, [match[2]!, match[3]!] as const]))
const INITIALS = /\.initials-\d \{\s*background: light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g

/** Contrast of WCAG 2.2 between two colours, 1 to 21. */
function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

const GROUNDS = ['paper', 'surface', 'sunken']
const WORDS: [string, string][] = [
  ...['ink', 'muted', 'accent', 'accent-strong', 'danger', 'good'].flatMap((word): [string, string][] =>
    GROUNDS.map((ground) => [word, ground]),
  ),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ['on-danger', 'danger'],
  ['ink', 'accent-soft'],
  ['accent', 'accent-soft'],
  ['danger', 'danger-soft'],
  ['good', 'good-soft'],
]

test.each(WORDS)('%s can be read on %s, light and dark', (word, ground) => {
  for (const theme of [0, 1] as const) {
    expect(contrast(colours.get(word)![theme], colours.get(ground)![theme])).toBeGreaterThanOrEqual(4.5)
  }
})

test.each(GROUNDS)('edges of controls and focus rings stand out on %s', (ground) => {
  for (const theme of [0, 1] as const) {
    expect(contrast(colours.get('edge')![theme], colours.get(ground)![theme])).toBeGreaterThanOrEqual(3)
    expect(contrast(colours.get('accent')![theme], colours.get(ground)![theme])).toBeGreaterThanOrEqual(3)
  }
})

test('initials can be read on each of their grounds', () => {
  const grounds = [...css.matchAll(INITIALS)].flatMap((match) => [match[1]!, match[2]!])
  expect(grounds).toHaveLength(16)
  for (const ground of grounds) expect(contrast('#fffaf2', ground)).toBeGreaterThanOrEqual(4.5)
})

test.each([1, 2, 3, 4, 5, 6])('line %i of a chart is seen on what it lies on, light and dark', (line) => {
  for (const theme of [0, 1] as const) {
    expect(contrast(colours.get(`chart-${line}`)![theme], colours.get('surface')![theme])).toBeGreaterThanOrEqual(3)
  }
})
