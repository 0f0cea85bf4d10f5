import type { You } from './en.ts'

export const es = {
  title: 'Tus dispositivos y datos',
  lead: 'Aquí no tienes cuenta. Esto es todo lo que este sitio guarda de ti, y está en tus manos.',
} satisfies You
