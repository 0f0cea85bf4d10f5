import { counting } from '../plural.ts'
import type { Review } from './review.en.ts'

const count = counting('es')

export const es: Review = {
  setting: 'Revisión antes de publicar',
  settingLabel: 'Un administrador aprueba lo que publican los editores',
  settingHint: 'Los editores envían sus publicaciones a revisión; los demás publican como antes.',
  notice: 'En este canal un administrador aprueba sus publicaciones antes de que salgan.',
  submit: 'Enviar a revisión',
  submitTitle: '¿Enviar este borrador a revisión?',
  submitHint: 'Los administradores lo ven encima de los borradores. Puede decirles lo que deban saber.',
  note: 'Unas palabras para los administradores',
  noteOptional: 'Opcional.',
  submitted: 'Enviado: un administrador lo revisará',
  wish: 'Enviar con una hora',
  waiting: 'A la espera de revisión',
  waitingCount: (n) => count(n, { one: '# borrador espera revisión', other: '# borradores esperan revisión' }),
  states: { submitted: 'A la espera de revisión', returned: 'Devuelto', approved: 'Aprobado' },
  unapproved: 'Nadie lo ha aprobado todavía. Envíelo a revisión; si no, esperará a su hora.',
  wishPast: 'El momento previsto ya pasó.',
  approve: 'Aprobar y publicar',
  approveTime: 'Aprobar para su hora',
  approvedNow: 'Aprobado y publicado',
  approvedTime: 'Aprobado: sale a su hora',
  sendBack: 'Devolver',
  sendBackTitle: '¿Devolverlo?',
  sendBackHint: 'Diga qué debería cambiar. Quien lo escribió lo verá junto al borrador.',
  sendBackText: 'Qué debería cambiar',
  sentBack: 'Devuelto',
  history: 'Revisión',
  comment: 'Comentar',
  commentHint: 'Todo el equipo lo ve junto a este borrador.',
  commentLabel: 'Su comentario',
  acts: {
    submit: (name) => `${name} lo envió`,
    comment: (name) => name,
    return: (name) => `${name} lo devolvió`,
    approve: (name) => `${name} lo aprobó`,
  },
  somebody: 'Alguien',
}
