import type { Media } from './media.en.ts'

export const es: Media = {
  video: 'Vídeo sin descripción',
  voice: 'Nota de voz',
  play: 'Reproducir',
  pause: 'Pausar',
  position: 'Posición',
  at: (time, of) => `${time} de ${of}`,
  speed: (times) => `Velocidad: ${times} veces`,
  download: 'Descargar',
  album: 'Fotos y vídeos',
  place: (n, of) => `${n} de ${of}`,
  previous: 'Anterior',
  next: 'Siguiente',
}
