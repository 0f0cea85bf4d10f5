import { counting } from '../plural.ts'
import type { Archives } from './archives.en.ts'

const count = counting('fr')

export const fr: Archives = {
  title: 'Les publications en un fichier',
  lead: 'Toutes les publications en ligne, avec leurs photos, vidéos et fichiers, dans un zip : à garder ou à reprendre dans une autre chaîne. Son format est documenté.',
  holds: (posts, size) => `${count(posts, { one: '# publication', other: '# publications' })}, environ ${size}`,
  none: 'Il n’y a aucune publication à exporter.',
  export: 'Exporter les publications',
  import: 'Importer des publications',
  importHint:
    'Depuis un tel zip. Les publications gardent leurs dates et paraissent en silence ; ce qui est déjà ici est laissé tel quel, et ce qui a expiré reste dehors.',
  sending: (share) => `Envoi… ${share}`,
  reading: 'Lecture de l’archive…',
  running: (done, of) => `${done} publications sur ${of}`,
  created: (n) => count(n, { one: '# publication importée.', other: '# publications importées.' }),
  known: (n) => count(n, { one: '# était déjà ici.', other: '# étaient déjà ici.' }),
  left: (n) => count(n, { one: '# laissée de côté :', other: '# laissées de côté :' }),
  post: (at) => `Publication ${at}`,
  notes: {
    unreadable: 'illisible',
    past: 'a expiré',
    future: 'porte une date à venir',
    file_missing: 'nomme un fichier absent de l’archive',
    refused: 'montre un fichier qui ne peut pas être pris',
    sticker_missing: 'montre un autocollant absent ici',
  },
  lost: 'Le serveur est injoignable : on ignore ce qu’est devenue l’importation. Importer de nouveau le même fichier ne crée rien en double.',
  storage: 'Stockage',
  used: (used, quota) => `${used} sur ${quota} occupés par les fichiers des publications et brouillons`,
  usedOpen: (used) => `${used} occupés par les fichiers des publications et brouillons`,
}
