/** Faults that say themselves what is wrong and what to do. Known by name: this file must load when nothing else does. */
const PLAIN = new Set(['InvalidEnvironment', 'DamagedDatabase', 'DataFolderInUse'])

/** One clear line for what a machine does to us; everything else is a fault, and is shown whole. */
export function explainFailure(error: unknown): string {
  if (error instanceof Error && PLAIN.has(error.name)) return error.message
  const { code, path, port } = (error ?? {}) as { code?: string; path?: string; port?: number }
  if (code === 'EADDRINUSE') return `Port ${port} is taken by another program. Set PORT to a free one.`
  if (code === 'EACCES' && port) return `Port ${port} may not be opened by this account. Set PORT to one above 1023.`
  if (code === 'ENOENT') return `There is no ${path}.`
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return `${path} can’t be written to. Set CARILLON_DATA to a folder that can.`
  if (code === 'ENOSPC' || String(code).startsWith('SQLITE_FULL')) return 'The disk is full. Make room and start again.'
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
