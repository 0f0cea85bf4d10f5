import { counting } from '../plural.ts'
import type { Archives } from './archives.en.ts'

const count = counting('es')

export const es: Archives = {
  title: 'Las publicaciones en un archivo',
  lead: 'Todas las publicaciones vigentes, con sus fotos, vídeos y archivos, en un zip: para guardarlas o llevarlas a otro canal. Su formato está documentado.',
  holds: (posts, size) => `${count(posts, { one: '# publicación', other: '# publicaciones' })}, unos ${size}`,
  none: 'No hay ninguna publicación que exportar.',
  export: 'Exportar las publicaciones',
  import: 'Importar publicaciones',
  importHint:
    'Desde un zip como ese. Las publicaciones conservan sus fechas y salen en silencio; lo que ya está aquí se deja como está y lo caducado queda fuera.',
  sending: (share) => `Subiendo… ${share}`,
  reading: 'Leyendo el archivo…',
  running: (done, of) => `${done} de ${of} publicaciones`,
  created: (n) => count(n, { one: 'Se importó # publicación.', other: 'Se importaron # publicaciones.' }),
  known: (n) => count(n, { one: '# ya estaba aquí.', other: '# ya estaban aquí.' }),
  left: (n) => count(n, { one: '# quedó fuera:', other: '# quedaron fuera:' }),
  post: (at) => `Publicación ${at}`,
  notes: {
    unreadable: 'no se puede leer',
    past: 'ya caducó',
    future: 'tiene una fecha por venir',
    file_missing: 'nombra un fichero que no está en el archivo',
    refused: 'muestra un fichero que no se puede aceptar',
    sticker_missing: 'muestra un sticker que no está aquí',
  },
  lost: 'No se puede contactar con el servidor: no se sabe qué fue de la importación. Importar de nuevo el mismo archivo no duplica nada.',
  storage: 'Almacenamiento',
  used: (used, quota) => `${used} de ${quota} ocupados por archivos de publicaciones y borradores`,
  usedOpen: (used) => `${used} ocupados por archivos de publicaciones y borradores`,
}
