import type { LiveEvent } from '@carillon/contract'
import { createEffect, on, onCleanup } from 'solid-js'
import { api } from '../api.ts'
import { refreshPoll } from '../polls/queries.ts'
import { queries } from '../queries.ts'
import { refreshPosts } from './queries.ts'
import { keepReactions } from './reactions.ts'

/** While a channel's posts are looked at, what colleagues publish and how readers answer arrives by itself. */
export function createLivePosts(handle: () => string): void {
  createEffect(
    on(handle, (of) => {
      const connection = api.live.channel.subscribe(
        { handle: of },
        // Refused, or too many of them: the page asks now and then all the same.
        { onData: ({ data }) => hear(of, data), onError: () => {} },
      )
      onCleanup(() => connection.unsubscribe())
    }),
  )
}

function hear(handle: string, event: LiveEvent): void {
  if (event.type === 'counts') {
    keepReactions(event.postId, event.reactions)
    // A team sees what isn't for everybody yet, and is in no event.
    void refreshPoll(event.postId)
  } else if (event.type === 'reset') void queries.invalidateQueries()
  else void refreshPosts(handle)
}
