import type { AppRouter } from '@carillon/api'
import { LIMITS } from '@carillon/contract'
import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink, type TRPCLink } from '@trpc/client'
import { observable } from '@trpc/server/observable'
import { isSignedOut } from './failure.ts'
import { interfaceLanguage } from './interface.ts'
import { askToSignIn } from './session.ts'

/** Whoever was signed out meanwhile is asked to sign in, and the call is made again: what was typed stays where it is. */
const signInAgain: TRPCLink<AppRouter> = () => (call) =>
  observable((observer) => {
    const attempt = (last: boolean) =>
      call.next(call.op).subscribe({
        next: (value) => observer.next(value),
        complete: () => observer.complete(),
        error: (error) => {
          if (last || !isSignedOut(error)) observer.error(error)
          else askToSignIn().then((done) => (done ? attempt(true) : observer.error(error)))
        },
      })
    attempt(false)
  })

export const languageHeader = () => ({ 'accept-language': interfaceLanguage().locale })

export const api = createTRPCClient<AppRouter>({
  links: [
    splitLink({
      condition: ({ type }) => type === 'subscription',
      true: httpSubscriptionLink({ url: '/api/trpc' }),
      false: [signInAgain, httpBatchLink({ url: '/api/trpc', maxItems: LIMITS.batch, headers: languageHeader })],
    }),
  ],
})
