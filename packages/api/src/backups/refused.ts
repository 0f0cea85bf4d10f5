/** Says what is in the way of a backup or of restoring one, and what would do. Nothing was changed by then. */
export class BackupRefused extends Error {
  override readonly name = 'BackupRefused'
}
