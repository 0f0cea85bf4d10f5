export const en = {
  setting: 'What readers may do',
  reactions: 'Reactions',
  any: 'Any emoji',
  anyHint: 'Readers choose from all there are.',
  chosen: 'Emoji that you choose',
  chosenHint: 'Readers choose from your list. Reactions from before stay counted.',
  none: 'No reactions',
  noneHint: 'Posts show none. Those from before come back if you allow reactions again.',
  list: 'Your emoji',
  add: 'Add an emoji',
  takeOut: (emoji: string) => `Take out ${emoji}`,
  full: (most: number) => `${most} is the most. Take one out to add another.`,
  empty: 'Choose at least one emoji.',
  sharing: 'Offer readers to share and save posts',
  sharingHint: 'Without it, pages offer no way to share or save. Readers can still photograph their screens.',
}

export type Readers = typeof en
