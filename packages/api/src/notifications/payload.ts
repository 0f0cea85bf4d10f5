import type { PushPayload, ReadContent } from '@carillon/contract'
import type { Locale } from '@carillon/contract/lists'
import { excerptOf, inLanguage, pickLanguage } from '@carillon/contract/reading'
import { eq, inArray } from 'drizzle-orm'
import { channels } from '../channels/table.ts'
import { avatarPath } from '../channels/view.ts'
import type { Core } from '../core/context.ts'
import { openContent, toRead } from '../posts/content.ts'
import { posts } from '../posts/table.ts'
import type { Letter } from './decide.ts'
import { WORDS } from './words.ts'

/** A post with what is said of its channel. */
export type Told = Awaited<ReturnType<typeof findTold>> extends Map<string, infer One> ? One : never

export async function findTold(ctx: Core, letters: Letter[]) {
  const ids = [...new Set(letters.flatMap(({ rows }) => rows.map(({ postId }) => postId)))]
  const { id, handle, name, avatar, language } = channels
  const found = await ctx.db.read
    .select({ post: posts, channel: { id, handle, name, avatar, language } })
    .from(posts)
    .innerJoin(channels, eq(channels.id, posts.channelId))
    .where(inArray(posts.id, ids))
  return new Map(found.map((one) => [one.post.id, one]))
}

/** What several are told of: of no words of theirs, for the oldest of them may soon be over. */
export function gatheredPayload(told: Told[], locale: Locale): PushPayload {
  const words = WORDS[locale]
  const names = new Map(told.map(({ channel }) => [channel.handle, titleOf(channel.name)]))
  const about = { postId: null, tag: 'gathered', expiresAt: Math.max(...told.map(({ post }) => post.expiresAt)) }
  if (names.size === 1) {
    const { handle, name, avatar } = told[0]!.channel
    const shown = { title: titleOf(name), body: words.newPosts(told.length), icon: iconOf(avatar) }
    return { ...about, ...shown, handle, url: pathOf(locale, `/c/${handle}`) }
  }
  const [first, second, ...others] = names.values()
  const named = [first!, second!, ...(others.length > 0 ? [words.others(others.length)] : [])]
  return {
    ...about,
    handle: null,
    title: words.inChannels(told.length, names.size),
    body: new Intl.ListFormat(locale).format(named),
    url: pathOf(locale, '/updates'),
    icon: null,
  }
}

/** `null` where the post can't be opened any more. */
export async function postPayload(ctx: Core, { post, channel }: Told, locale: Locale): Promise<PushPayload | null> {
  const sealed = await openContent(ctx, post)
  if (!sealed) return null
  return {
    postId: post.id,
    handle: channel.handle,
    title: titleOf(channel.name),
    body: bodyOf(toRead(sealed), channel.language, locale),
    url: pathOf(locale, `/c/${channel.handle}/${post.id}`),
    icon: iconOf(channel.avatar),
    tag: post.id,
    expiresAt: post.expiresAt,
  }
}

/** The beginning of what it says, in the follower's language where it is written in that too. */
function bodyOf(content: ReadContent, written: string | null, locale: Locale): string {
  const line = excerptOf(inLanguage(content, pickLanguage(content, written, [locale])))
  return line || WORDS[locale].kinds[content.kind === 'opaque' ? 'text' : content.kind]
}

/** More than any system shows, and a payload has to fit into four kilobytes. */
const TITLE = 80

function titleOf(name: string): string {
  const characters = [...name]
  return characters.length > TITLE ? `${characters.slice(0, TITLE).join('')}…` : name
}

function iconOf(avatar: string | null): string | null {
  return avatar && `${avatarPath(avatar)}?size=320`
}

function pathOf(locale: Locale, path: string): string {
  return locale === 'en' ? path : `/${locale}${path}`
}
