import type { APIRoute } from 'astro'
import type { Locale } from '@carillon/contract/lists'
import { WORDS } from '../../site/catalogue.ts'
import { getInstance } from '../../site/content.ts'
import { everyLocale, link } from '../../site/links.ts'
import { PAPER } from '../../site/theme.ts'

export const getStaticPaths = everyLocale

/** What the site is called and looks like once it is installed: it opens where one reads. */
export const GET: APIRoute<{ locale: Locale }> = async ({ props: { locale } }) => {
  const { name } = await getInstance()
  const t = WORDS[locale].site.site
  const icon = (file: string, sizes: string, purpose = 'any') => ({
    src: `/icons/${file}.png`,
    type: 'image/png',
    sizes,
    purpose,
  })
  const manifest = {
    // The same app whatever language it was installed in.
    id: '/updates',
    name,
    short_name: name,
    description: t.description(name),
    lang: locale,
    dir: 'ltr',
    scope: '/',
    start_url: link(locale, '/updates'),
    display: 'standalone',
    theme_color: PAPER.light,
    background_color: PAPER.light,
    categories: ['news'],
    icons: [icon('192', '192x192'), icon('512', '512x512'), icon('maskable', '512x512', 'maskable')],
    shortcuts: [{ name: t.directory, url: link(locale, '/') }],
  }
  return new Response(JSON.stringify(manifest))
}
