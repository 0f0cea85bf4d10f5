import type { Channel } from '@carillon/contract'
import { LOCALES, type Locale } from '@carillon/contract/lists'
import { WORDS } from '../site/catalogue.ts'
import { dataScript, markup, type Html } from '../site/html.ts'
import { link } from '../site/links.ts'

const DESCRIPTION = 300

/**
 * What search engines and link previews read of a channel, on its own page or on that of one post. Of a post they are
 * told its address and no word: what others keep would outlive it.
 */
export function channelHead(channel: Channel, page: string, origin: string, locale: Locale): Html {
  const address = (to: Locale) => origin + link(to, `/c/${page}`)
  const picture = channel.avatar && `${origin}${channel.avatar}?size=320`
  const description = summary(channel) || `@${channel.handle}`
  const isPost = page !== channel.handle
  const hidden = isPost || !channel.listed || channel.access !== 'open'
  return markup`<title>${channel.name} (@${channel.handle})</title>
<meta name="description" content="${description}">
${!isPost && sameElsewhere(address, locale)}
<meta property="og:type" content="${isPost ? 'article' : 'profile'}">
<meta property="og:title" content="${channel.name}">
<meta property="og:description" content="${description}">
<meta property="og:url" content="${address(locale)}">
${picture && markup`<meta property="og:image" content="${picture}">`}
${hidden && markup`<meta name="robots" content="noindex">`}
${!isPost && markup`<script type="application/ld+json">${dataScript(linkedData(channel, address(locale), picture, locale))}</script>`}`
}

function sameElsewhere(address: (to: Locale) => string, locale: Locale): Html {
  return markup`<link rel="canonical" href="${address(locale)}">
${LOCALES.map((other) => markup`<link rel="alternate" hreflang="${other}" href="${address(other)}">`)}
<link rel="alternate" hreflang="x-default" href="${address('en')}">`
}

function linkedData(channel: Channel, url: string, image: string | null, locale: Locale) {
  const subject = {
    '@type': 'Organization',
    name: channel.name,
    alternateName: `@${channel.handle}`,
    ...(image && { image }),
    ...(channel.website && { url: channel.website }),
  }
  const page = {
    '@context': 'https://schema.org',
    url,
    name: channel.name,
    description: summary(channel),
    inLanguage: locale,
    dateCreated: new Date(channel.createdAt).toISOString(),
  }
  // An unclaimed channel is about an organisation that doesn't run it, and must not be given out as its profile.
  if (!channel.claimed) {
    const abstract = WORDS[locale].channel.unclaimedDetail
    return { ...page, '@type': 'WebPage', abstract, about: subject }
  }
  const followers = {
    '@type': 'InteractionCounter',
    interactionType: 'https://schema.org/FollowAction',
    userInteractionCount: channel.followers,
  }
  return { ...page, '@type': 'ProfilePage', mainEntity: { ...subject, interactionStatistic: followers } }
}

function summary(channel: Channel): string {
  const line = channel.description.replace(/\s+/g, ' ')
  return line.length > DESCRIPTION ? `${line.slice(0, DESCRIPTION - 1).replace(/[\uD800-\uDBFF]$/, '')}…` : line
}
