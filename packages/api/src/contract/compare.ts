import type { Description } from './describe.ts'
import { breaksOf } from './schemas.ts'

/**
 * What would break for programs written for `old`, a sentence each. Adding is free: procedures, codes, what may be
 * sent, what is answered beside. Whatever was taken must be taken still, and no answer may hold what none did.
 */
export function breaksBetween(old: Description, now: Description): string[] {
  const breaks: string[] = []
  for (const [name, was] of Object.entries(old.procedures)) {
    const is = now.procedures[name]
    if (!is) {
      breaks.push(`${name} is gone: programs call it.`)
      continue
    }
    if (is.type !== was.type)
      breaks.push(`${name} was a ${was.type} and is a ${is.type}: it is called by another name.`)
    if (was.mayBeLeftOut && !is.mayBeLeftOut) breaks.push(`${name} needs an input now: it could be left out.`)
    // Who sends nothing sends nothing that could be refused.
    if (was.input && is.input) breaks.push(...breaksOf('input', was.input, is.input, `${name} input`))
    if (was.input && !is.input) breaks.push(`${name} takes no input any more: what is sent would do nothing.`)
    breaks.push(...breaksOf('output', was.output, is.output, `${name} output`))
  }
  for (const [code, status] of Object.entries(old.errors)) {
    if (!(code in now.errors)) breaks.push(`The code ${code} is gone: programs tell refusals apart by it.`)
    else if (now.errors[code] !== status)
      breaks.push(`${code} was answered with ${status}, and is with ${now.errors[code]}.`)
  }
  return breaks
}
