import { counting } from '../plural.ts'

const count = counting('en')

export const en = {
  vote: 'Vote',
  change: 'Change my vote',
  withdraw: 'Withdraw my vote',
  keep: 'Leave it as it was',
  showResults: 'Show results',
  backToVote: 'Back to voting',
  chooseOne: 'Choose one',
  chooseSeveral: 'Choose one or several',
  results: 'Results',
  votes: (n: number) => count(n, { one: '# vote', other: '# votes' }),
  voters: (n: number) => count(n, { one: '# voter', other: '# voters' }),
  noVotes: 'No votes yet',
  mine: 'Your vote',
  right: 'Right answer',
  wrong: 'Not the right answer',
  wasRight: 'That’s right!',
  wasWrong: 'Not quite.',
  answerIs: (option: string) => `The answer is: ${option}`,
  closes: (when: string) => `Closes ${when}`,
  closed: 'Closed',
  closedAt: (when: string) => `Closed ${when}`,
  open: 'Open poll, votes not verified',
  openDetail: 'Anybody who reads this channel can vote. Nobody checks who they are.',
  followers: 'For followers since before the poll',
  followersOnly: 'Only those who followed this channel before the poll was published can vote.',
  hiddenUntilVoted: 'Results show once you have voted.',
  hiddenUntilClosed: 'Results show when the poll closes.',
  final: 'A vote here is final.',
  counted: 'Your vote is counted.',
  withdrawn: 'Your vote is withdrawn.',
  failed: 'The results couldn’t be loaded.',
}

export type Polls = typeof en
