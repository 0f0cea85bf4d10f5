import type { Drafts } from './drafts.en.ts'

export const es: Drafts = {
  title: 'Borradores',
  lead: 'Publicaciones por venir. Solo las ve el equipo.',
  empty: 'No hay borradores',
  emptyHint:
    'Lo que un feed trae para que usted lo vea, y lo que guarda mientras escribe, espera aquí hasta que lo publique o lo descarte.',
  followFeed: 'Seguir un feed',
  fromFeed: 'De un feed',
  from: (feed) => `De ${feed}`,
  byProgram: 'Del equipo',
  saved: (when) => `guardado ${when}`,
  goes: (when) => `desaparece por sí solo ${when}`,
  unreadable: 'Este borrador ya no se puede leer. Solo se puede descartar.',
  edit: 'Editar',
  editTitle: 'Editar el borrador',
  save: 'Guardar el borrador',
  kept: 'El borrador está guardado',
  saveNew: 'Guardar borrador',
  savedNew: 'Guardado entre los borradores, donde lo ve todo el equipo',
  discard: 'Descartar',
  discardTitle: '¿Descartar este borrador?',
  discardHint: 'Desaparece para todo el equipo y no se puede recuperar.',
  discarded: 'El borrador está descartado',
  changedTitle: 'Otra persona cambió este borrador mientras tanto',
  changedHint: 'Así está ahora. Si guarda de nuevo, se sustituye por el suyo.',
  takeTheirs: 'Tomar este en lugar del mío',
}
