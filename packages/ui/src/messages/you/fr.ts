import type { You } from './en.ts'

export const fr = {
  title: 'Vos appareils et données',
  lead: 'Vous n’avez pas de compte ici. Voici tout ce que ce site garde de vous ; vous en disposez.',
} satisfies You
