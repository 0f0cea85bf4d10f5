import type { You } from './en.ts'
import { fr as notifications } from './notifications.fr.ts'

export const fr = {
  notifications,
  title: 'Vos appareils et données',
  lead: 'Vous n’avez pas de compte ici. Voici tout ce que ce site garde de vous ; vous en disposez.',
} satisfies You
