type Range = { start: number; end: number }

/**
 * The part of `size` bytes that a `Range` header asks for, both ends inclusive; `null` where all of it is the answer:
 * no header, or several parts at once; `'outside'` where there is no such part.
 */
export function readRange(header: string | undefined, size: number): Range | 'outside' | null {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (first === '' && last === '') return null
  if (first !== '' && last !== '' && Number(last) < Number(first)) return null
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const end = first === '' || last === '' ? size - 1 : Math.min(size - 1, Number(last))
  return start <= end ? { start, end } : 'outside'
}
