import type { Locale } from '@carillon/contract'

const WORDS: Record<Locale, { title: string; text: string }> = {
  en: { title: 'One moment', text: 'The site is being built. This page will try again in a few seconds.' },
  fr: {
    title: 'Un instant',
    text: 'Le site est en cours de construction. Cette page réessaiera dans quelques secondes.',
  },
  es: {
    title: 'Un momento',
    text: 'El sitio se está construyendo. Esta página lo intentará de nuevo en unos segundos.',
  },
}

/** What is answered before the first build is there. */
export function buildingPage(locale: Locale): Response {
  const { title, text } = WORDS[locale]
  const body = `<!doctype html><html lang="${locale}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta http-equiv="refresh" content="3"><title>${title}</title><h1>${title}</h1><p>${text}</p></html>`
  return new Response(body, {
    status: 503,
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Retry-After': '3', 'Cache-Control': 'no-store' },
  })
}
