import { counting } from '../plural.ts'
import type { Calendar } from './calendar.en.ts'

const count = counting('fr')

export const fr: Calendar = {
  view: 'Afficher en',
  list: 'Liste',
  month: 'Mois',
  previous: 'Mois précédent',
  next: 'Mois suivant',
  today: 'Aujourd’hui',
  posts: (n) => count(n, { one: '# publication', other: '# publications' }),
  more: (n) => `+${n}`,
  nothing: 'Rien ne paraît ce jour-là.',
  write: 'Écrire pour ce jour',
  forDay: (day) => `Pour le ${day} : écrivez-la, puis appuyez sur « Programmer ».`,
  late: 'Son heure est passée',
  wish: 'En attente de relecture',
  move: 'Déplacer',
  moved: (day) => `Elle paraît maintenant le ${day}`,
  kinds: {
    photo: 'Photo',
    video: 'Vidéo',
    album: 'Album',
    sticker: 'Autocollant',
    poll: 'Sondage',
    voice: 'Note vocale',
    document: 'Document',
  },
}
