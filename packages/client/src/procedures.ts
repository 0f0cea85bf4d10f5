import type { AppRouter } from '@carillon/api'

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

/**
 * `for await (const event of client.live.channel.subscribe({ handle })) …`, until the signal is aborted or the loop is
 * left. A connection that breaks is made anew by itself, and goes on where it was. Throws `CarillonError` when the
 * instance refuses.
 */
export type Subscription<Input, Event> = {
  subscribe: undefined extends Input
    ? (input?: Input, options?: CallOptions) => AsyncGenerator<Heard<Event>, void, undefined>
    : (input: Input, options?: CallOptions) => AsyncGenerator<Heard<Event>, void, undefined>
}
/** `id` is where to go on from, as the input's `lastEventId`, also after the program itself was started anew. */
export type Heard<Event> = Event & { id: string }

/** Everything that an instance does for its callers. `build` writes it out, so that nobody needs the server's types. */
export type Procedures = Groups<AppRouter['_def']['record']>
type Groups<Router> = { [Group in keyof Router]: { [Name in keyof Router[Group]]: Called<Router[Group][Name]> } }
type Called<Procedure> =
  Procedure extends Typed<'query', infer Input, infer Output>
    ? Query<Input, Output>
    : Procedure extends Typed<'mutation', infer Input, infer Output>
      ? Mutation<Input, Output>
      : Procedure extends Typed<'subscription', infer Input, infer Output>
        ? Subscription<Input, EventOf<Output>>
        : never
/** What stands beside its id in each thing that a subscription gives. */
type EventOf<Output> =
  Output extends AsyncIterable<infer Tracked> ? (Tracked extends { data: infer Event } ? Event : never) : never
type Typed<Type, Input, Output> = { _def: { type: Type; $types: { input: Input; output: Output } } }
