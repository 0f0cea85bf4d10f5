/**
 * The part of `size` bytes that a `Range` header asks for, both ends inclusive; `null` where all of it is the answer:
 * no header, several parts at once, or a part that isn't there.
 */
export function readRange(header: string | undefined, size: number): { start: number; end: number } | null {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (first === '' && last === '') return null
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const end = first === '' || last === '' ? size - 1 : Math.min(size - 1, Number(last))
  return start <= end ? { start, end } : null
}
