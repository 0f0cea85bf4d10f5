import { type Core, sign } from '../core/context.ts'

/** What a voter is known by in one poll: it leads to no follower, and to no vote in another. */
export function voterOf(ctx: Core, postId: string, followerId: string): string {
  return sign(ctx, 'vote', `${postId}\0${followerId}`)
}

/** What a voter chose, as one number: a bit for each option, the first one lowest. */
export function bitsOf(options: number[]): number {
  return options.reduce((bits, option) => bits | (1 << option), 0)
}

/** Whether it is more than one option. */
export const isMultiple = (bits: number) => (bits & (bits - 1)) !== 0

export function optionsIn(bits: number): number[] {
  const options: number[] = []
  for (let option = 0; 1 << option <= bits; option += 1) if (bits & (1 << option)) options.push(option)
  return options
}
