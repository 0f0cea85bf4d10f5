/** The `count` first of `items` in order, without sorting the rest: tens of thousands match a short beginning. */
export function top<T>(items: Iterable<T>, count: number, compare: (a: T, b: T) => number): T[] {
  const heap: T[] = []
  for (const item of items) {
    if (heap.length < count) rise(heap, item, compare)
    else if (count > 0 && compare(item, heap[0]!) < 0) sink(heap, item, compare)
  }
  return heap.sort(compare)
}

/** The worst kept item is at the root. */
function rise<T>(heap: T[], item: T, compare: (a: T, b: T) => number): void {
  let at = heap.length
  while (at > 0) {
    const parent = (at - 1) >> 1
    if (compare(heap[parent]!, item) >= 0) break
    heap[at] = heap[parent]!
    at = parent
  }
  heap[at] = item
}

function sink<T>(heap: T[], item: T, compare: (a: T, b: T) => number): void {
  let at = 0
  for (;;) {
    let child = 2 * at + 1
    if (child >= heap.length) break
    if (child + 1 < heap.length && compare(heap[child + 1]!, heap[child]!) > 0) child += 1
    if (compare(heap[child]!, item) <= 0) break
    heap[at] = heap[child]!
    at = child
  }
  heap[at] = item
}
