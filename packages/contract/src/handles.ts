import * as z from 'zod'

/** Words that a reader could take for a part of this site, or for somebody who speaks for it. */
export const RESERVED_HANDLES = new Set(
  'about account accounts admin administrator api app apps archive assets atom auth blog c callback carillon category categories channel channels config console contact country create css dashboard directory docs download edit embed en error es explore export favicon feed feeds follow followers following follows fr healthz help home host id img import index info instance invite invitation js json language legal list lists live login logout mail manifest me media metrics mod moderator moderators new news_desk null oembed official operator operators owner password postmaster posts privacy promotion public readyz register report reset robots root rss search security service settings setup sign_in sign_out sign_up sitemap static status support sw system team terms test trpc undefined update updates upload user users verified webhook webhooks webmaster well_known www'.split(
    ' ',
  ),
)

/** 3–32 of a–z 0–9 `_`, starting with a letter; case is folded away, a leading @ is dropped. */
export const Handle = z
  .string()
  .trim()
  .toLowerCase()
  .overwrite((value) => value.replace(/^@/, ''))
  .regex(/^[a-z][a-z0-9_]{2,31}$/)
export type Handle = z.infer<typeof Handle>
