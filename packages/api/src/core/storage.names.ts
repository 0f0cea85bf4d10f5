const NAME = /^[a-z0-9_-][a-z0-9_.-]*(?:\/[a-z0-9_-][a-z0-9_.-]*)*$/
const PREFIX = /^[a-z0-9_./-]*$/

/** Names that mean the same on every storage: no storage has to escape anything, and none leads out of it. */
export function assertName(name: string): void {
  if (!NAME.test(name) || name.includes('..')) throw new RangeError(`No name for a stored object: ${name}`)
}

export function assertPrefix(prefix: string): void {
  if (!PREFIX.test(prefix) || prefix.includes('..')) throw new RangeError(`No prefix of stored objects: ${prefix}`)
}
