import { inject } from 'vitest'
import type { SharedInstance } from './global.ts'

/** The server that test files share; only to be asked for where there is a Chromium. */
export function sharedInstance(): SharedInstance {
  const instance = inject('instance')
  if (!instance) throw new Error('no server was started, for want of a Chromium')
  return instance
}
