import { createSignal } from 'solid-js'

/** Whether the dialog that asks to sign in again is open. All who wait for it wait together. */
const [asking, setAsking] = createSignal(false)
export { asking }

let waiting: ((done: boolean) => void)[] = []

/** Tells whether somebody signed in. */
export function askToSignIn(): Promise<boolean> {
  setAsking(true)
  return new Promise((resolve) => waiting.push(resolve))
}

export function answerSignIn(done: boolean): void {
  const all = waiting
  waiting = []
  setAsking(false)
  for (const resolve of all) resolve(done)
}
