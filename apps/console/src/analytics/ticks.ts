/** Room for one label below the plot. */
const LABEL = 76

/** Which of the places below a curve are named: evenly, as many as there is room for, the last one in any case. */
export function ticksOf(places: number[], width: number): number[] {
  const room = Math.max(2, Math.floor(width / LABEL))
  const every = Math.max(1, Math.ceil(places.length / room))
  return places.filter((_, at) => (places.length - 1 - at) % every === 0)
}

/** Steps between the lines behind a curve: what is counted is whole. */
export const INCREMENTS = Array.from({ length: 12 }, (_, power) => [1, 2, 5].map((step) => step * 10 ** power)).flat()
