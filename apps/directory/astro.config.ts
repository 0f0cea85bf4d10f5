import { defineConfig } from 'astro/config'
import { siteConfig } from './site.config.ts'

/** For `astro dev` and `astro check`; the server builds by `build.ts`. */
const api = process.env['CARILLON_API_URL'] ?? 'http://127.0.0.1:4000'

export default defineConfig({ ...siteConfig({ api, origin: api }), vite: { ...siteConfig({ api, origin: api }).vite, server: { proxy: { '/api': api } } } })
