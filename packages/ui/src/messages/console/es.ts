import type { Console } from './en.ts'

export const es = {} satisfies Console
