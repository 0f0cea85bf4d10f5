import { counting } from '../plural.ts'
import type { Calendar } from './calendar.en.ts'

const count = counting('es')

export const es: Calendar = {
  view: 'Mostrar como',
  list: 'Lista',
  month: 'Mes',
  previous: 'Mes anterior',
  next: 'Mes siguiente',
  today: 'Hoy',
  posts: (n) => count(n, { one: '# publicación', other: '# publicaciones' }),
  more: (n) => `+${n}`,
  nothing: 'Ese día no sale nada.',
  write: 'Escribir para ese día',
  forDay: (day) => `Para el ${day}: escríbala y pulse “Programar”.`,
  late: 'Su hora ya pasó',
  wish: 'A la espera de revisión',
  move: 'Mover',
  moved: (day) => `Ahora sale el ${day}`,
  kinds: {
    photo: 'Foto',
    video: 'Vídeo',
    album: 'Álbum',
    sticker: 'Sticker',
    poll: 'Encuesta',
    voice: 'Nota de voz',
    document: 'Documento',
  },
}
