import type { Readers } from './readers.en.ts'

export const es: Readers = {
  setting: 'Qué pueden hacer los lectores',
  reactions: 'Reacciones',
  any: 'Cualquier emoji',
  anyHint: 'Los lectores eligen entre todos los que hay.',
  chosen: 'Los emojis que elijas',
  chosenHint: 'Los lectores eligen de tu lista. Las reacciones anteriores siguen contando.',
  none: 'Sin reacciones',
  noneHint: 'Las publicaciones no muestran ninguna. Las anteriores vuelven si las admites de nuevo.',
  list: 'Tus emojis',
  add: 'Añadir un emoji',
  takeOut: (emoji: string) => `Quitar ${emoji}`,
  full: (most: number) => `${most} es el máximo. Quita uno para añadir otro.`,
  empty: 'Elige al menos un emoji.',
  sharing: 'Ofrecer a los lectores compartir y guardar las publicaciones',
  sharingHint:
    'Sin esto, las páginas no ofrecen compartir ni guardar. Un lector siempre puede fotografiar su pantalla.',
}
