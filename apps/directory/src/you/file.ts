/** Handles that one file may hold. */
const MOST = 1_000

/** The handles in a file of follows; `null` if it is none. */
export function handlesIn(text: string): string[] | null {
  try {
    const file = JSON.parse(text) as { carillon?: unknown; follows?: unknown }
    if (file.carillon !== 'follows' || !Array.isArray(file.follows)) return null
    const handles = file.follows.map((one: { handle?: unknown } | null) => one?.handle)
    if (handles.length === 0 || !handles.every((handle) => typeof handle === 'string' && handle.length <= 64))
      return null
    return (handles as string[]).slice(0, MOST)
  } catch {
    return null
  }
}
