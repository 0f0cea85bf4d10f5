import { counting } from '../plural.ts'
import type { Polls } from './polls.en.ts'

const count = counting('fr')

export const fr: Polls = {
  vote: 'Voter',
  change: 'Modifier mon vote',
  withdraw: 'Retirer mon vote',
  keep: 'Laisser tel quel',
  showResults: 'Voir les résultats',
  backToVote: 'Revenir au vote',
  chooseOne: 'Une seule réponse',
  chooseSeveral: 'Une ou plusieurs réponses',
  results: 'Résultats',
  votes: (n) => count(n, { one: '# voix', other: '# voix', many: '# de voix' }),
  voters: (n) => count(n, { one: '# votant', other: '# votants', many: '# de votants' }),
  noVotes: 'Aucun vote pour l’instant',
  mine: 'Votre vote',
  right: 'Bonne réponse',
  wrong: 'Mauvaise réponse',
  wasRight: 'C’est juste !',
  wasWrong: 'Pas tout à fait.',
  answerIs: (option) => `La réponse est : ${option}`,
  closes: (when) => `Clôture ${when}`,
  closed: 'Clos',
  closedAt: (when) => `Clos ${when}`,
  open: 'Sondage ouvert, votes non vérifiés',
  openDetail: 'Quiconque lit cette chaîne peut voter. Personne ne vérifie qui vote.',
  followers: 'Pour qui suivait déjà la chaîne',
  followersOnly: 'Seules les personnes qui suivaient cette chaîne avant la publication du sondage peuvent voter.',
  hiddenUntilVoted: 'Les résultats s’affichent une fois que vous avez voté.',
  hiddenUntilClosed: 'Les résultats s’affichent à la clôture du sondage.',
  final: 'Ici, un vote est définitif.',
  counted: 'Votre vote est compté.',
  withdrawn: 'Votre vote est retiré.',
  failed: 'Les résultats n’ont pas pu être chargés.',
}
