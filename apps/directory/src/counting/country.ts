const NAME = 'carillon.country'

/** The country that the reader chose to be counted in: on this device only, and none unless they did. */
export function ownCountry(): string | null {
  try {
    return localStorage.getItem(NAME)
  } catch {
    return null
  }
}

/** Answers whether it is kept: some browsers keep nothing. */
export function chooseCountry(code: string | null): boolean {
  try {
    if (code) localStorage.setItem(NAME, code)
    else localStorage.removeItem(NAME)
    return true
  } catch {
    return false
  }
}
