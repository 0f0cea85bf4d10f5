import { counting } from '../plural.ts'

const count = counting('en')

export const reactions = {
  title: 'Reactions',
  react: 'React',
  more: 'More emoji',
  showMore: (n: number) => `Show ${n} more`,
  count: (emoji: string, n: number) => count(n, { one: `${emoji}: # reaction`, other: `${emoji}: # reactions` }),
  done: (emoji: string) => `You reacted with ${emoji}`,
  withdrawn: 'Your reaction is withdrawn.',
  failed: 'The reaction wasn’t counted.',
}

export const emoji = {
  title: 'Emoji',
  search: 'Find an emoji',
  groups: 'Groups',
  favourites: 'Used often',
  none: 'Nothing found',
  failed: 'The emoji couldn’t be loaded.',
}

export type Reactions = typeof reactions
export type Emoji = typeof emoji
