import { counting } from '../plural.ts'

const count = counting('en')

export const en = {
  setting: 'Review before publication',
  settingLabel: 'An admin approves what editors publish',
  settingHint: 'Editors submit their posts for review; admins and the owner publish as before.',
  notice: 'In this channel an admin approves your posts before they are published.',
  submit: 'Submit for review',
  submitTitle: 'Submit this draft for review?',
  submitHint: 'Admins see it on top of the drafts. You may say what they should know.',
  note: 'Words for the admins',
  noteOptional: 'Optional.',
  submitted: 'Submitted: an admin looks at it now',
  wish: 'Submit with a time',
  waiting: 'Waiting for review',
  waitingCount: (n: number) => count(n, { one: '# draft waits for review', other: '# drafts wait for review' }),
  states: { submitted: 'Waiting for review', returned: 'Sent back', approved: 'Approved' },
  unapproved: 'Nobody has approved it yet. Submit it for review, or it waits at its time.',
  wishPast: 'The time it was meant for is over.',
  approve: 'Approve and publish',
  approveTime: 'Approve for its time',
  approvedNow: 'Approved and published',
  approvedTime: 'Approved: it goes out at its time',
  sendBack: 'Send back',
  sendBackTitle: 'Send it back?',
  sendBackHint: 'Say what should be different. Whoever wrote it sees this at the draft.',
  sendBackText: 'What should be different',
  sentBack: 'Sent back',
  history: 'Review',
  comment: 'Comment',
  commentHint: 'The whole team sees it at this draft.',
  commentLabel: 'Your comment',
  acts: {
    submit: (name: string) => `${name} submitted it`,
    comment: (name: string) => name,
    return: (name: string) => `${name} sent it back`,
    approve: (name: string) => `${name} approved it`,
  },
  somebody: 'Somebody',
}

export type Review = typeof en
