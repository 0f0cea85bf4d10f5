import { appendFileSync } from 'node:fs'
import { inject, test } from 'vitest'

/** What became of one fault of `docs/faults.md`, F1 to F12: a line of the table that the suite ends with. */
export type Row = {
  fault: `F${number}`
  /** In a few words, as the table shows it. */
  what: string
  /** How often it was tried, at different moments or in different ways. */
  points: number
  /** What should be there and isn't. */
  lost: number
  /** What is there more than once. */
  doubled: number
  /** What should be gone and isn't, or was half made. */
  left: number
  /** By which it is seen that the test could have failed. */
  control: string
}

/** A fault that can't be made on this machine. */
type Skipped = Pick<Row, 'fault' | 'what'> & { skipped: string }

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the rows of all files are collected. */
    faultRows: string
  }
}

/** Before the assertions that it is about, so that the table shows what they refuse. */
export function record(row: Row | Skipped): void {
  appendFileSync(inject('faultRows'), `${JSON.stringify(row)}\n`)
}

/** `npm run test:faults` tries more of everything than the part of it that runs in `npm test`. */
export const ALL = process.env['FAULTS'] === 'all'

export const points = (few: number, many: number): number => (ALL ? many : few)

/** Stands for the tests of a fault that this machine can't be made to have. */
export function skipped({ fault, what, skipped }: Skipped): void {
  test(what, ({ skip }) => {
    record({ fault, what, skipped })
    skip(skipped)
  })
}
