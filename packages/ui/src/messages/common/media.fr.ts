import type { Media } from './media.en.ts'

export const fr: Media = {
  video: 'Vidéo sans description',
  voice: 'Note vocale',
  play: 'Lire',
  pause: 'Mettre en pause',
  position: 'Position',
  at: (time, of) => `${time} sur ${of}`,
  speed: (times) => `Vitesse : ${times} fois`,
  download: 'Télécharger',
  album: 'Photos et vidéos',
  place: (n, of) => `${n} sur ${of}`,
  previous: 'Précédente',
  next: 'Suivante',
}
