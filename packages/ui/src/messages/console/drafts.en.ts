export const en = {
  title: 'Drafts',
  lead: 'Posts to be. Only the team sees them.',
  empty: 'No drafts',
  emptyHint:
    'What a feed brings for you to look at, and what you save while writing, waits here until you publish or discard it.',
  followFeed: 'Follow a feed',
  fromFeed: 'From a feed',
  from: (feed: string) => `From ${feed}`,
  byProgram: 'By the team',
  saved: (when: string) => `saved ${when}`,
  goes: (when: string) => `goes by itself ${when}`,
  unreadable: 'This draft can’t be read any more. You can only discard it.',
  edit: 'Edit',
  editTitle: 'Edit the draft',
  save: 'Save the draft',
  kept: 'The draft is saved',
  saveNew: 'Save as draft',
  savedNew: 'Saved among the drafts, where the whole team sees it',
  discard: 'Discard',
  discardTitle: 'Discard this draft?',
  discardHint: 'It is gone for the whole team, and can’t be brought back.',
  discarded: 'The draft is discarded',
  changedTitle: 'Somebody else changed this draft meanwhile',
  changedHint: 'This is how it stands now. Saving again replaces it with yours.',
  takeTheirs: 'Take this one instead of mine',
}

export type Drafts = typeof en
