import type { RouteDefinition } from '@solidjs/router'
import { lazy, type Component } from 'solid-js'
import { ChannelFrame } from './channels/ChannelFrame.tsx'
import { NotFound } from './shell/NotFound.tsx'
import { Shell } from './shell/Shell.tsx'

const pages: { preload: () => Promise<unknown> }[] = []

/** A page is loaded when it is gone to; its file exports it as `…Page`. */
function page<N extends string>(load: () => Promise<Record<N, Component>>, name: N) {
  const lazily = lazy(async () => ({ default: (await load())[name] }))
  pages.push(lazily)
  return lazily
}

/** Fetches every page ahead of its first visit, so that a way there is never cut off by a lost connection. */
export function preloadPages(): void {
  for (const lazily of pages) lazily.preload().catch(() => undefined)
}

export const routes: RouteDefinition[] = [
  { path: '/sign-in', component: page(() => import('./accounts/sign-in.page.tsx'), 'SignInPage') },
  { path: '/sign-up', component: page(() => import('./accounts/sign-up.page.tsx'), 'SignUpPage') },
  { path: '/invitation/:token', component: page(() => import('./accounts/invitation.page.tsx'), 'InvitationPage') },
  { path: '/reset', component: page(() => import('./accounts/reset.page.tsx'), 'ResetPage') },
  { path: '/reset/:token', component: page(() => import('./accounts/new-password.page.tsx'), 'NewPasswordPage') },
  {
    path: '/',
    component: Shell,
    children: [
      { path: '/', component: page(() => import('./channels/overview.page.tsx'), 'OverviewPage') },
      { path: '/new', component: page(() => import('./channels/create.page.tsx'), 'CreatePage') },
      { path: '/account', component: page(() => import('./accounts/account.page.tsx'), 'AccountPage') },
      { path: '/instance', component: page(() => import('./operator/instance.page.tsx'), 'InstancePage') },
      { path: '/instance/upkeep', component: page(() => import('./upkeep/upkeep.page.tsx'), 'UpkeepPage') },
      {
        path: '/instance/analytics',
        component: page(() => import('./analytics/instance.page.tsx'), 'InstanceAnalyticsPage'),
      },
      {
        path: '/stickers',
        component: page(() => import('./stickers/shared.page.tsx'), 'SharedStickersPage'),
      },
      { path: '/import', component: page(() => import('./operator/import.page.tsx'), 'ImportPage') },
      {
        path: '/c/:handle',
        component: ChannelFrame,
        children: [
          { path: '/', component: page(() => import('./posts/posts.page.tsx'), 'PostsPage') },
          { path: '/drafts', component: page(() => import('./drafts/drafts.page.tsx'), 'DraftsPage') },
          { path: '/analytics', component: page(() => import('./analytics/analytics.page.tsx'), 'AnalyticsPage') },
          {
            path: '/analytics/posts',
            component: page(() => import('./analytics/posts.page.tsx'), 'PostNumbersPage'),
          },
          {
            path: '/analytics/:postId',
            component: page(() => import('./analytics/post.page.tsx'), 'PostAnalyticsPage'),
          },
          { path: '/feeds', component: page(() => import('./sources/sources.page.tsx'), 'SourcesPage') },
          { path: '/stickers', component: page(() => import('./stickers/stickers.page.tsx'), 'StickersPage') },
          { path: '/team', component: page(() => import('./team/team.page.tsx'), 'TeamPage') },
          { path: '/keys', component: page(() => import('./keys/keys.page.tsx'), 'KeysPage') },
          { path: '/webhooks', component: page(() => import('./webhooks/webhooks.page.tsx'), 'WebhooksPage') },
          {
            path: '/webhooks/:webhook',
            component: page(() => import('./webhooks/deliveries.page.tsx'), 'DeliveriesPage'),
          },
          { path: '/erased', component: page(() => import('./erasures/erased.page.tsx'), 'ErasedPage') },
          { path: '/settings', component: page(() => import('./channels/settings.page.tsx'), 'SettingsPage') },
        ],
      },
      { path: '*', component: NotFound },
    ],
  },
]
