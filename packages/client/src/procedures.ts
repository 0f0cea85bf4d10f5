import type { AppRouter } from '@carillon/api'
import type { TRPCClient } from '@trpc/client'

export type CallOptions = {
  /** Gives up waiting: the call throws the signal's reason. What was sent may have been done all the same. */
  signal?: AbortSignal | undefined
}

export type Query<Input, Output> = { query: Call<Input, Output> }
export type Mutation<Input, Output> = { mutate: Call<Input, Output> }
/** Throws `CarillonError` when the instance refuses, `ConnectionError` when it can't be reached. */
export type Call<Input, Output> = undefined extends Input
  ? (input?: Input, options?: CallOptions) => Promise<Output>
  : (input: Input, options?: CallOptions) => Promise<Output>

/** Everything that an instance does for its callers. `build` writes it out, so that nobody needs the server's types. */
export type Procedures = TRPCClient<AppRouter>
