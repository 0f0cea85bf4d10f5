/** Faults that say themselves what is wrong and what to do. Known by name: this file must load when nothing else does. */
const PLAIN = new Set(['InvalidEnvironment', 'DamagedDatabase', 'DataFolderInUse', 'UnusableStorage', 'BackupRefused'])

const UNWRITABLE = /^(EACCES|EPERM|EROFS|ENOTDIR|EEXIST|SQLITE_CANTOPEN|SQLITE_READONLY)/
/** How libSQL says SQLITE_CANTOPEN when it makes a connection. */
const NOT_OPENED = /Unable to open connection to local database .*: 14\b/
const FULL = /^(ENOSPC|EDQUOT|SQLITE_FULL|SQLITE_IOERR_(WRITE|FSYNC|SHMSIZE|SHMOPEN))/

/** One clear line for what a machine does to us; everything else is a fault, and is shown whole. */
export function explainFailure(error: unknown): string {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const line = explain(cause)
    if (line) return line
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

function explain(error: Error): string | null {
  const { code = '', path, port, syscall } = error as { code?: string; path?: string; port?: number; syscall?: string }
  if (PLAIN.has(error.name) || code.startsWith('ERR_PARSE_ARGS')) return error.message
  if (code === 'EADDRINUSE') return `Port ${port} is taken by another program. Set PORT to a free one.`
  if (code === 'EADDRNOTAVAIL') return 'HOST is no address of this machine. Set it to one, such as 127.0.0.1.'
  if (code === 'EACCES' && port) return `Port ${port} may not be opened by this account. Set PORT to one above 1023.`
  if (FULL.test(code)) return 'The disk is full. Make room and start again.'
  if (UNWRITABLE.test(code) || NOT_OPENED.test(error.message) || syscall === 'mkdir') {
    return `${path ?? 'The data folder'} can’t be written to. Set CARILLON_DATA to a folder that can.`
  }
  return code === 'ENOENT' ? `There is no ${path}.` : null
}
