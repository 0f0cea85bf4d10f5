/** The pages `/you` and `/join`, which load these words for themselves. */
export const en = {
  title: 'Your devices and data',
  lead: 'You have no account here. This is all that this site keeps of you, and it is in your hands.',
}

export type You = typeof en
