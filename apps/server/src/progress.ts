import type { BackupProgress } from '@carillon/api'
import type { ImportProgress } from '@carillon/contract'

const WIDTH = 24
/** Where nobody watches, a line each tenth of the way. */
const STEPS = 10

export type Progress = ImportProgress | BackupProgress

/** Shows how far a command is: a bar on a terminal, a few lines anywhere else. `all` is the number of files to import. */
export function createProgress(out: NodeJS.WriteStream, all: number) {
  let step = 0
  return {
    show(progress: Progress): void {
      const { share, where } = 'step' in progress ? describeCopying(progress) : describeImporting(progress, all)
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

function describeImporting({ files, file, rowsDone, rows }: ImportProgress, all: number) {
  const share = Math.min(1, (files + (rows ? rowsDone / rows : 0)) / all)
  const where = `file ${Math.min(files + 1, all)} of ${all}, ${file}: ${rows ? `${rowsDone} of ${rows} rows` : 'reading'}`
  return { share, where }
}

function describeCopying({ step, done, all }: BackupProgress) {
  return step === 'database'
    ? { share: 0, where: 'database' }
    : { share: all === 0 ? 1 : done / all, where: `${done} of ${all} files` }
}
