/** How warm a cell is, from 0 (nothing) to 4, by its share of the warmest one. */
export function heatOf(views: number, week: number[][]): number {
  const most = Math.max(0, ...week.flat())
  return views <= 0 ? 0 : Math.max(1, Math.ceil((views / most) * 4))
}

/** The hour of the week with most views, if there are any. */
export function hottest(week: number[][]): { weekday: number; hour: number } | null {
  let found: { weekday: number; hour: number; views: number } | null = null
  for (const [weekday, hours] of week.entries()) {
    for (const [hour, views] of hours.entries()) if (views > (found?.views ?? 0)) found = { weekday, hour, views }
  }
  return found
}
