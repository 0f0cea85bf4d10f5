import type { AppRouter } from '@carillon/api'

type Areas = AppRouter['_def']['record']
type Procedure<Kind> = { _def: { type: Kind; $types: { input: unknown; output: unknown } } }

type Named<Kind> = {
  [A in keyof Areas & string]: {
    [N in keyof Areas[A] & string as Areas[A][N] extends Procedure<Kind> ? `${A}.${N}` : never]: Areas[A][N]
  }
}[keyof Areas & string]

/** One type of many: `{ 'posts.list': …, 'posts.pinned': …, 'updates.list': … }`. */
type Together<U> = (U extends unknown ? (each: U) => void : never) extends (all: infer I) => void ? I : never

/** The API's procedures by their dotted names, with what they take and give, as the API itself declares them. */
export type Queries = Together<Named<'query'>>
export type Mutations = Together<Named<'mutation'>>
export type Input<P> = P extends Procedure<unknown> ? P['_def']['$types']['input'] : never
export type Output<P> = P extends Procedure<unknown> ? P['_def']['$types']['output'] : never
