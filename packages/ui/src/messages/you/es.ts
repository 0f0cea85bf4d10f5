import type { You } from './en.ts'
import { es as notifications } from './notifications.es.ts'

export const es = {
  notifications,
  title: 'Tus dispositivos y datos',
  lead: 'Aquí no tienes cuenta. Esto es todo lo que este sitio guarda de ti, y está en tus manos.',
} satisfies You
