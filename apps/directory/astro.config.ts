import type { AstroUserConfig } from 'astro'
import { siteConfig } from './site.config.ts'

/** For `astro dev`, beside a server that runs; that server's own site is built by `build.ts`. */
const api = process.env['CARILLON_API_URL'] ?? 'http://127.0.0.1:4000'
const config = siteConfig({ api, origin: api })

export default { ...config, vite: { ...config.vite, server: { proxy: { '/api': api } } } } satisfies AstroUserConfig
