import type { Me } from '@carillon/contract'
import { meOptions, queries } from '../queries.ts'

const KEPT = new Set<unknown>(['me', 'invitation'])

/** Somebody has signed in: what was loaded for nobody, or for somebody else, is loaded again. */
export function beSignedIn(me: Me): void {
  queries.setQueryData(meOptions.queryKey, me)
  void queries.invalidateQueries({ predicate: ({ queryKey }) => !KEPT.has(queryKey[0]) })
}
