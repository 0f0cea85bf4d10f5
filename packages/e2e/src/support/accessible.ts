import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { comeToRest } from './visitors.ts'

const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
/** All that another theme changes. */
const COLOURS = ['color-contrast', 'link-in-text-block']
const THEMES = ['light', 'dark'] as const
const WIDTHS = [390, 1280]
/** The narrowest screen that everything must fit on. */
const NARROWEST = 360

/** What keeps somebody from using a page as it stands, on narrow screens and wide ones, in the light and in the dark. */
export async function hindrancesOn(page: Page): Promise<string[]> {
  await page.setViewportSize({ width: NARROWEST, height: 800 })
  const sideways = await sidewaysScroll(page)
  const found = sideways > 0 ? [`${NARROWEST} pixels: it scrolls ${sideways} pixels sideways`] : []
  for (const width of WIDTHS) {
    for (const colorScheme of THEMES) {
      await page.setViewportSize({ width, height: 900 })
      await page.emulateMedia({ colorScheme })
      await comeToRest(page)
      const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'], preload: false })
      const { violations } = await (colorScheme === 'dark' ? axe.withRules(COLOURS) : axe.withTags(STANDARDS)).analyze()
      found.push(...violations.map((violation) => `${width} pixels, ${colorScheme}: ${describeViolation(violation)}`))
    }
  }
  return found
}

type Violation = Awaited<ReturnType<AxeBuilder['analyze']>>['violations'][number]

function describeViolation({ id, help, nodes }: Violation): string {
  return `${id}: ${help}\n${nodes.map((node) => `  ${node.html}\n  ${node.failureSummary}`).join('\n')}`
}

/** How far the page can be pushed sideways. */
function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => {
    scrollTo(10_000, 0)
    return scrollX
  })
}
