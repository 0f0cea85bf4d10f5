import type { ImportProgress } from '@carillon/contract'

const WIDTH = 24
/** Where nobody watches, a line each tenth of the way. */
const STEPS = 10

/** Shows how far an import is: a bar on a terminal, a few lines anywhere else. */
export function createProgress(out: NodeJS.WriteStream, all: number) {
  let step = 0
  return {
    show({ files, file, rowsDone, rows }: ImportProgress): void {
      const share = Math.min(1, (files + (rows ? rowsDone / rows : 0)) / all)
      const where = `file ${Math.min(files + 1, all)} of ${all}, ${file}: ${rows ? `${rowsDone} of ${rows} rows` : 'reading'}`
      if (out.isTTY) {
        const full = Math.round(share * WIDTH)
        const bar = '█'.repeat(full) + '░'.repeat(WIDTH - full)
        out.write(`\r\x1b[K${`${bar} ${where}`.slice(0, out.columns - 1)}`)
      } else if (Math.floor(share * STEPS) > step) {
        step = Math.floor(share * STEPS)
        out.write(`${Math.round(share * 100)} %: ${where}\n`)
      }
    },
    /** Leaves no bar behind. */
    end(): void {
      if (out.isTTY) out.write('\r\x1b[K')
    },
  }
}
