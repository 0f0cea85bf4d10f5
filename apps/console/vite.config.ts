import { tmpdir } from 'node:os'
import { join } from 'node:path'
import tailwind from '@tailwindcss/vite'
import solid from 'vite-plugin-solid'
import { defineConfig } from 'vite'

/** Where the pages go is said by whoever builds (`--outDir`); nothing is written beside the sources. */
export default defineConfig({
  base: '/console/',
  root: import.meta.dirname,
  cacheDir: join(tmpdir(), 'carillon-console-vite'),
  plugins: [solid(), tailwind()],
  // The server allows files of its own only: nothing is inlined.
  build: { assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: { host: '127.0.0.1', proxy: { '/api': 'http://127.0.0.1:4000' } },
})
