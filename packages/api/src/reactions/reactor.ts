import { type Core, sign } from '../core/context.ts'

/** What somebody who reacts is known by at one post: it leads to no follower, and to nothing at another post. */
export function reactorOf(ctx: Core, postId: string, followerId: string): string {
  return sign(ctx, 'reaction', `${postId}\0${followerId}`)
}
