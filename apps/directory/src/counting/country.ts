import { createSignal } from 'solid-js'

const NAME = 'carillon.country'
const [ownCountry, setOwnCountry] = createSignal(read())

/** The country that the reader chose to be counted in: on this device only, and none unless they did. */
export { ownCountry }

/** Answers whether it is kept: some browsers keep nothing. */
export function chooseCountry(code: string | null): boolean {
  try {
    if (code) localStorage.setItem(NAME, code)
    else localStorage.removeItem(NAME)
    setOwnCountry(code)
    return true
  } catch {
    return false
  }
}

function read(): string | null {
  try {
    return localStorage.getItem(NAME)
  } catch {
    return null
  }
}
