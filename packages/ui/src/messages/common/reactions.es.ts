import { counting } from '../plural.ts'
import type { Emoji, Reactions } from './reactions.en.ts'

const count = counting('es')

export const reactions: Reactions = {
  title: 'Reacciones',
  react: 'Reaccionar',
  more: 'Más emojis',
  showMore: (n: number) => `Mostrar ${n} más`,
  count: (emoji: string, n: number) => count(n, { one: `${emoji}: # reacción`, other: `${emoji}: # reacciones` }),
  done: (emoji: string) => `Has reaccionado con ${emoji}`,
  withdrawn: 'Tu reacción se ha retirado.',
  failed: 'La reacción no se ha contado.',
}

export const emoji: Emoji = {
  title: 'Emojis',
  search: 'Buscar un emoji',
  groups: 'Grupos',
  favourites: 'Usados a menudo',
  none: 'Nada encontrado',
  failed: 'No se pudieron cargar los emojis.',
}
