import type { Drafts } from './drafts.en.ts'

export const fr: Drafts = {
  title: 'Brouillons',
  lead: 'Des publications à venir. Seule l’équipe les voit.',
  empty: 'Aucun brouillon',
  emptyHint:
    'Ce qu’un flux apporte pour que vous le voyiez, et ce que vous gardez en écrivant, attend ici que vous le publiiez ou le supprimiez.',
  followFeed: 'Suivre un flux',
  fromFeed: 'D’un flux',
  from: (feed) => `De ${feed}`,
  byProgram: 'De l’équipe',
  saved: (when) => `enregistré ${when}`,
  goes: (when) => `disparaît de lui-même ${when}`,
  unreadable: 'Ce brouillon n’est plus lisible. On ne peut que le supprimer.',
  edit: 'Modifier',
  editTitle: 'Modifier le brouillon',
  save: 'Enregistrer le brouillon',
  kept: 'Le brouillon est enregistré',
  saveNew: 'Garder en brouillon',
  savedNew: 'Gardé parmi les brouillons, où toute l’équipe le voit',
  discard: 'Supprimer',
  discardTitle: 'Supprimer ce brouillon ?',
  discardHint: 'Il disparaît pour toute l’équipe et ne peut pas être rétabli.',
  discarded: 'Le brouillon est supprimé',
  changedTitle: 'Quelqu’un d’autre a modifié ce brouillon entre-temps',
  changedHint: 'Voici où il en est. Enregistrer de nouveau le remplace par le vôtre.',
  takeTheirs: 'Prendre celui-ci à la place du mien',
}
