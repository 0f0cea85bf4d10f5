import type { Channel } from '@carillon/contract'
import type { Category, Locale } from '@carillon/contract/lists'
import { createFormat } from '@carillon/ui/format'
import { initials, tint } from '@carillon/ui/initials'
import { markup, type Html } from '../site/html.ts'
import { link } from '../site/links.ts'
import type { Words } from '../site/words.ts'

/** A profile with a longer description than this, in code units, may be taller than a screen, and must scroll away. */
const SHORT = 500

/**
 * Who a channel is, written by the server into the shell, or by the island where there is no such server: so it is
 * text, not a component.
 */
export function channelProfile(channel: Channel, t: Words, locale: Locale): Html {
  return markup`<div class="${channel.description.length < SHORT && 'lg:sticky lg:top-8'}">
<div class="flex items-start gap-4 lg:flex-col">
${avatar(channel)}
<div class="min-w-0">
<h1 class="text-2xl leading-tight font-semibold"><bdi>${channel.name}</bdi>${channel.verified && verified(t)}</h1>
<p class="mt-1 text-sm text-muted" dir="ltr">@${channel.handle}</p>
</div>
</div>
${marks(channel, t)}
<div id="actions" class="mt-5 min-h-11"></div>
${channel.description && markup`<p class="mt-5 whitespace-pre-line text-pretty" dir="auto">${channel.description}</p>`}
${facts(channel, t, locale)}
</div>`
}

function avatar(channel: Channel): Html {
  const inside = channel.avatar
    ? markup`<img src="${channel.avatar}?size=320" alt="" width="320" height="320" class="size-full bg-sunken object-cover">`
    : markup`<span class="initials initials-${tint(channel.handle)} flex size-full items-center justify-center font-serif text-2xl">${initials(channel.name)}</span>`
  return markup`<span aria-hidden="true" class="size-20 shrink-0 overflow-hidden rounded-full lg:size-28">${inside}</span>`
}

/** The mark itself is drawn once in the shell. */
const verified = (t: Words) =>
  markup` <span class="inline-flex align-[-0.1em] text-xl text-accent" title="${t.channel.verifiedDetail}"><svg viewBox="0 0 24 24" width="1em" height="1em" aria-hidden="true"><use href="#verified-mark"></use></svg><span class="sr-only">${t.channel.verified}</span></span>`

function marks(channel: Channel, t: Words): Html[] {
  const notes = [
    !channel.claimed && t.channel.unclaimedDetail,
    channel.archived && t.site.channel.archivedHint,
    channel.access === 'invite' && t.channel.invitationOnly,
  ]
  return notes
    .filter((note) => note !== false)
    .map((note) => markup`<p class="mt-4 border-s-2 border-accent bg-accent-soft px-3 py-2 text-sm">${note}</p>`)
}

function facts(channel: Channel, t: Words, locale: Locale): Html {
  const format = createFormat(locale)
  const { site } = t
  const filed = (term: string, path: string, name: string) =>
    fact(term, markup`<a class="link" href="${link(locale, path)}">${name}</a>`)
  return markup`<dl class="mt-5 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 border-t border-line pt-4 text-sm">
    ${fact(site.channel.followers, markup`<span data-followers>${format.number(channel.followers)}</span>`)}
    ${filed(site.channel.category, `/category/${channel.category}`, t.categories[channel.category as Category])}
    ${channel.country && filed(site.channel.country, `/country/${channel.country}`, format.country(channel.country))}
    ${channel.language && filed(site.channel.language, `/language/${channel.language}`, format.language(channel.language))}
    ${channel.website && fact(site.channel.website, website(channel.website))}
  </dl>`
}

const fact = (term: string, value: Html) => markup`<dt class="text-muted">${term}</dt><dd class="min-w-0">${value}</dd>`

/** An imported address may be anything; only the web is linked to. */
function website(address: string): Html {
  const url = URL.canParse(address) ? new URL(address) : null
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') return markup`${address}`
  return markup`<a class="link" href="${url.href}" rel="nofollow ugc noopener noreferrer" dir="ltr">${url.host}</a>`
}
