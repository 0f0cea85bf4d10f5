import type { Links, Variants } from './languages.en.ts'

export const links: Links = {
  title: 'Vista previa del enlace',
  looking: (site) => `Leyendo ${site}…`,
  show: (site) => `Mostrar una vista previa de ${site}`,
  again: 'Reintentar',
  heading: 'Título',
  site: 'Sitio',
  remove: 'Quitar la vista previa',
  withoutPicture: 'Sin su imagen',
}

export const variants: Variants = {
  title: 'En otros idiomas',
  hint: 'Cada cual lee la publicación en su idioma si lo escribe aquí; si no, tal como la escribió primero.',
  add: 'Añadir un idioma',
  text: (language) => `Texto en ${language}`,
  caption: (language) => `Leyenda en ${language}`,
  alt: (what, language) => `${what}, en ${language}`,
  remove: (language) => `Quitar: ${language}`,
  removed: (language) => `Idioma quitado: ${language}`,
  undo: 'Deshacer',
  empty: 'Todavía no hay nada escrito en este idioma: no se publicará.',
}
