/** This browser's memory, which may be full or forbidden: then nothing is remembered, and nothing breaks. */
export function recall(name: string): string | null {
  try {
    return localStorage.getItem(`carillon.${name}`)
  } catch {
    return null
  }
}

/** Tells whether it is kept. */
export function remember(name: string, value: string): boolean {
  try {
    localStorage.setItem(`carillon.${name}`, value)
    return true
  } catch {
    return false
  }
}

export function forget(name: string): void {
  try {
    localStorage.removeItem(`carillon.${name}`)
  } catch {
    // What can't be read can't be forgotten either.
  }
}
