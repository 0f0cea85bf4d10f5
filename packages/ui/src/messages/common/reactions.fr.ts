import { counting } from '../plural.ts'
import type { Emoji, Reactions } from './reactions.en.ts'

const count = counting('fr')

export const reactions: Reactions = {
  title: 'Réactions',
  react: 'Réagir',
  more: 'Plus d’émojis',
  showMore: (n: number) => `Afficher ${n} de plus`,
  count: (emoji: string, n: number) => count(n, { one: `${emoji} : # réaction`, other: `${emoji} : # réactions` }),
  done: (emoji: string) => `Vous avez réagi avec ${emoji}`,
  withdrawn: 'Votre réaction est retirée.',
  failed: 'La réaction n’a pas été comptée.',
}

export const emoji: Emoji = {
  title: 'Émojis',
  search: 'Chercher un émoji',
  groups: 'Groupes',
  favourites: 'Souvent utilisés',
  none: 'Rien trouvé',
  failed: 'Les émojis n’ont pas pu être chargés.',
}
