import type { ImportReport } from '@carillon/contract'
import { createSignal } from 'solid-js'
import { api } from '../api.ts'
import { asFailure } from '../failure.ts'

export type ImportOutcome = {
  report: ImportReport
  /** Files that brought nothing, and why. */
  failed: { file: string; reason: string }[]
}

/** Imports files one by one, so that one bad file stops no other, and tells how far it is. */
export function createImport() {
  const [progress, setProgress] = createSignal<{ done: number; all: number }>()
  const [result, setResult] = createSignal<ImportOutcome>()

  async function start(files: File[]): Promise<void> {
    if (files.length === 0 || progress()) return
    const outcome: ImportOutcome = { report: { files: 0, outlines: 0, created: 0, known: 0, notes: [] }, failed: [] }
    setResult(undefined)
    for (const [at, file] of files.entries()) {
      setProgress({ done: at, all: files.length })
      try {
        const found = await api.imports.opml.mutate({ files: [{ name: file.name, text: await file.text() }] })
        outcome.report = joined(outcome.report, found)
      } catch (error) {
        outcome.failed.push({ file: file.name, reason: asFailure(error).message })
      }
    }
    setProgress(undefined)
    setResult(outcome)
  }

  return { start, progress, result }
}

function joined(a: ImportReport, b: ImportReport): ImportReport {
  return {
    files: a.files + b.files,
    outlines: a.outlines + b.outlines,
    created: a.created + b.created,
    known: a.known + b.known,
    notes: [...a.notes, ...b.notes],
  }
}
