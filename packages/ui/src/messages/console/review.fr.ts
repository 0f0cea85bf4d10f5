import { counting } from '../plural.ts'
import type { Review } from './review.en.ts'

const count = counting('fr')

export const fr: Review = {
  setting: 'Relecture avant publication',
  settingLabel: 'Un admin approuve ce que publient les éditeurs',
  settingHint: 'Les éditeurs soumettent leurs publications ; admins et propriétaire publient comme avant.',
  notice: 'Dans cette chaîne, un admin approuve vos publications avant qu’elles paraissent.',
  submit: 'Soumettre à relecture',
  submitTitle: 'Soumettre ce brouillon à relecture ?',
  submitHint: 'Les admins le voient en tête des brouillons. Vous pouvez dire ce qu’ils devraient savoir.',
  note: 'Un mot pour les admins',
  noteOptional: 'Facultatif.',
  submitted: 'Soumis : un admin va le relire',
  wish: 'Soumettre avec une heure',
  waiting: 'En attente de relecture',
  waitingCount: (n) =>
    count(n, { one: '# brouillon attend une relecture', other: '# brouillons attendent une relecture' }),
  states: { submitted: 'En attente de relecture', returned: 'Renvoyé', approved: 'Approuvé' },
  unapproved: 'Personne ne l’a encore approuvé. Soumettez-le à relecture, sinon il attendra à son heure.',
  wishPast: 'Le moment prévu est passé.',
  approve: 'Approuver et publier',
  approveTime: 'Approuver pour son heure',
  approvedNow: 'Approuvé et publié',
  approvedTime: 'Approuvé : il paraît à son heure',
  sendBack: 'Renvoyer',
  sendBackTitle: 'Le renvoyer ?',
  sendBackHint: 'Dites ce qui devrait changer. Son auteur le verra près du brouillon.',
  sendBackText: 'Ce qui devrait changer',
  sentBack: 'Renvoyé',
  history: 'Relecture',
  comment: 'Commenter',
  commentHint: 'Toute l’équipe le voit près de ce brouillon.',
  commentLabel: 'Votre commentaire',
  acts: {
    submit: (name) => `${name} l’a soumis`,
    comment: (name) => name,
    return: (name) => `${name} l’a renvoyé`,
    approve: (name) => `${name} l’a approuvé`,
  },
  somebody: 'Quelqu’un',
}
