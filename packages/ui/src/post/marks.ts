import type { Ranges } from '@carillon/contract'
import { type Block, type Inline, inlineText } from '@carillon/contract/markup'

/** Where each piece of a parsed text begins in the text without its marks, which is what a search counts in. */
export function placesIn(blocks: Block[]): Map<Block | Inline, number> {
  const places = new Map<Block | Inline, number>()
  let at = 0
  const walk = (nodes: Inline[]) => {
    for (const node of nodes) {
      places.set(node, at)
      if ('children' in node) walk(node.children)
      else at += inlineText(node).length
    }
  }
  for (const block of blocks) {
    places.set(block, at)
    if (block.type === 'code') at += block.text.length + 1
    else {
      for (const line of block.type === 'list' ? block.items : block.lines) {
        walk(line)
        // The break between lines, and between blocks.
        at += 1
      }
    }
  }
  return places
}

export function shift(ranges: Ranges, by: number): Ranges {
  return ranges.map(([start, end]) => [start - by, end - by])
}

/** What a search has found in a text of a post, which it knows by what it says. */
export type MarksOf = (text: string) => Ranges
