import { type Actor, commandContext, type Core, type Ctx } from '@carillon/api'
import { createCaller, setAvatar, uploadPhoto } from '@carillon/api/commands'
import { days } from './types.ts'
import { drawAvatar, drawPicture, SAMPLE_CHANNELS, type SampleChannel, type SamplePost } from './index.ts'

/** Fills an empty instance through the same procedures as the console's, each at its own time in the past. */
export async function loadSample(core: Core, operator: Actor): Promise<void> {
  const now = core.now()
  for (const channel of SAMPLE_CHANNELS) await loadChannel(core, operator, channel, now)
}

async function loadChannel(core: Core, operator: Actor, channel: SampleChannel, now: number): Promise<void> {
  const { avatar, posts, verified, archived, ...profile } = channel
  const { handle } = profile
  const oldestFirst = posts.toSorted((a, b) => b.age - a.age)
  const begin = at(core, operator, now - (oldestFirst[0]?.age ?? 0) - days(1))
  await createCaller(begin).channels.create(profile)
  await setAvatar(begin, handle, await drawAvatar(avatar))
  for (const post of oldestFirst) await loadPost(at(core, operator, now - post.age), handle, post)
  const caller = createCaller(commandContext(core, operator))
  if (verified) await caller.channels.setVerified({ handle, verified })
  if (archived) await caller.channels.archive({ handle, archived })
}

async function loadPost(ctx: Ctx, handle: string, { text, picture, pinned }: SamplePost): Promise<void> {
  const { posts } = createCaller(ctx)
  const content = picture
    ? { kind: 'photo' as const, text, photo: { mediaId: await upload(ctx, handle, picture), alt: picture.alt } }
    : { kind: 'text' as const, text }
  const { id } = await posts.publish({ handle, content })
  if (pinned) await posts.pin({ handle, postId: id, pinned })
}

async function upload(ctx: Ctx, handle: string, { kind, seed }: NonNullable<SamplePost['picture']>): Promise<string> {
  return (await uploadPhoto(ctx, handle, await drawPicture(kind, seed))).mediaId
}

/** A context whose clock stands at an instant. */
function at(core: Core, actor: Actor, instant: number): Ctx {
  return commandContext({ ...core, now: () => instant }, actor)
}
