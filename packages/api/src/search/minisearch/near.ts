/**
 * Where `needle` stands in `text`, both as lists of letters, with the fewest typos (a letter wrong, missing, too many,
 * or swapped with its neighbour); `null` when that takes more than `most`. The last letter of the range is at
 * `end - 1`. This is Sellers' algorithm: the edit distance of which the beginning and the end of the text are free.
 */
export function locate(text: string[], needle: string[], most: number): Place | null {
  const width = needle.length + 1
  let previous = Array.from({ length: width }, (_, typos): Cell => ({ typos, start: 0 }))
  let beforePrevious = previous
  let best: Place | null = null
  for (let end = 1; end <= text.length; end += 1) {
    const row: Cell[] = [{ typos: 0, start: end }]
    for (let j = 1; j < width; j += 1) {
      const same = text[end - 1] === needle[j - 1]
      let cell = { typos: previous[j - 1]!.typos + (same ? 0 : 1), start: previous[j - 1]!.start }
      cell = better(cell, previous[j]!)
      cell = better(cell, row[j - 1]!)
      const swapped = end > 1 && j > 1 && text[end - 1] === needle[j - 2] && text[end - 2] === needle[j - 1]
      if (swapped) cell = better(cell, beforePrevious[j - 2]!)
      row.push(cell)
    }
    const last = row[width - 1]!
    const longer = last.typos === best?.typos && last.start === best.start
    if (last.typos <= most && (longer || last.typos < (best?.typos ?? Infinity))) best = { ...last, end }
    beforePrevious = previous
    previous = row
  }
  return best
}

export type Place = Cell & { end: number }
type Cell = { typos: number; start: number }

function better(cell: Cell, one: Cell): Cell {
  return one.typos + 1 < cell.typos ? { typos: one.typos + 1, start: one.start } : cell
}
