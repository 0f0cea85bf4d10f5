import type { Attached } from './attached.en.ts'

export const fr: Attached = {
  add: 'Ajouter à la publication',
  ways: { shown: 'Photos et vidéos', poll: 'Sondage', sticker: 'Autocollant' },
  wayHints: {
    shown: 'Ajouter des photos et des vidéos',
    poll: 'Demander par un sondage',
    sticker: 'Choisir un autocollant',
  },
  shown: 'Photos et vidéos',
  drop: 'Déposez ici',
  withoutText: 'Ce type de publication n’a pas de texte. Ce que vous avez écrit reste ici pour la prochaine.',
  misfits: {
    tooMany:
      'Une publication montre au plus dix photos et vidéos. Les premières sont là ; les autres n’ont pas été ajoutées.',
    together:
      'Ceci ne va pas ensemble dans une publication. Ce qui convient a été ajouté ; publiez le reste dans une autre.',
    notShown: 'Une publication ne peut pas montrer ce type de fichier.',
  },
  item: { photo: (n) => `la photo ${n}`, video: (n) => `la vidéo ${n}` },
  alt: { photo: 'Description de la photo', video: 'Description de la vidéo' },
  altOf: (name) => `Description de ${name}`,
  altPlaceholder: 'Ce qu’elle montre, en une phrase',
  described: 'Tout a une description.',
  undescribed: (n, of) => (of === 1 ? 'Sans description.' : `${n} sur ${of} sans description`),
  drag: (name) => `Déplacer ${name}`,
  dragHint: 'Faites glisser, ou appuyez sur les flèches haut et bas',
  earlier: (name) => `Monter ${name}`,
  later: (name) => `Descendre ${name}`,
  moved: (to, of) => `Déplacée à la place ${to} sur ${of}`,
  remove: (name) => `Retirer ${name}`,
  phases: {
    waiting: () => 'En attente de son tour…',
    sending: (share) => `Envoi… ${share}`,
    checking: () => 'Vérification…',
  },
  failed: (name, why) => `« ${name} » n’a pas été envoyé. ${why}`,
  expired: (name) => `« ${name} » a attendu plus d’un jour et n’existe plus. Veuillez le choisir de nouveau.`,
  stranded: (name) => `« ${name} » était encore en cours d’envoi. Veuillez le choisir de nouveau.`,
  chooseAgain: 'Choisir le fichier',
}
