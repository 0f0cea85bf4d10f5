import type { Console } from './en.ts'

export const fr = {} satisfies Console
