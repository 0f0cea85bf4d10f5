import solid from '@astrojs/solid-js'
import tailwindcss from '@tailwindcss/vite'
import type { AstroUserConfig } from 'astro'

/** How the site is built from the channels at `api`, for readers who reach it at `origin`. */
export function siteConfig({ api, origin }: { api: string; origin: string }): AstroUserConfig {
  return {
    site: origin,
    output: 'static',
    compressHTML: true,
    // Everything is a file of its own, so that the policy on scripts and styles can be 'self' and nothing else.
    build: { inlineStylesheets: 'never' },
    devToolbar: { enabled: false },
    integrations: [solid()],
    vite: {
      plugins: [tailwindcss()],
      build: { assetsInlineLimit: 0, modulePreload: { polyfill: false } },
      // The only worker there is: its address decides over which pages it may stand.
      worker: { rolldownOptions: { output: { entryFileNames: 'sw.js' } } },
      define: { 'import.meta.env.CARILLON_API_URL': JSON.stringify(api) },
    },
  }
}
