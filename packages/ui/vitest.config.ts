import solid from 'vite-plugin-solid'
import { defineConfig } from 'vitest/config'

/** Components are drawn for the browser where a test asks for jsdom, and for the server elsewhere. */
export default defineConfig({
  plugins: [solid({ ssr: true, hot: false })],
  environments: { client: { resolve: { conditions: ['solid', 'browser', 'module', 'development'] } } },
  test: {
    name: 'ui',
    include: ['src/**/*.test.{ts,tsx}'],
    server: { deps: { inline: [/solid/] } },
  },
})
