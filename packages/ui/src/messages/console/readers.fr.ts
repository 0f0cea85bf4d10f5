import type { Readers } from './readers.en.ts'

export const fr: Readers = {
  setting: 'Ce que les lecteurs peuvent faire',
  reactions: 'Réactions',
  any: 'Tous les émojis',
  anyHint: 'Les lecteurs choisissent parmi tous ceux qui existent.',
  chosen: 'Les émojis que vous choisissez',
  chosenHint: 'Les lecteurs choisissent dans votre liste. Les réactions précédentes restent comptées.',
  none: 'Aucune réaction',
  noneHint: 'Les publications n’en montrent pas. Les précédentes reviennent si vous en acceptez à nouveau.',
  list: 'Vos émojis',
  add: 'Ajouter un émoji',
  takeOut: (emoji: string) => `Retirer ${emoji}`,
  full: (most: number) => `${most} au plus. Retirez-en un pour en ajouter un autre.`,
  empty: 'Choisissez au moins un émoji.',
  sharing: 'Proposer aux lecteurs de partager et d’enregistrer les publications',
  sharingHint:
    'Sinon, les pages ne proposent ni partage ni enregistrement. Un lecteur peut toujours photographier son écran.',
}
