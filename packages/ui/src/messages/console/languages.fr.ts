import type { Links, Variants } from './languages.en.ts'

export const links: Links = {
  title: 'Aperçu du lien',
  looking: (site) => `Lecture de ${site}…`,
  show: (site) => `Afficher un aperçu de ${site}`,
  again: 'Réessayer',
  heading: 'Titre',
  site: 'Site',
  remove: 'Retirer l’aperçu',
  withoutPicture: 'Sans son image',
}

export const variants: Variants = {
  title: 'Dans d’autres langues',
  hint: 'Chacun lit la publication dans sa langue si vous l’écrivez ici, sinon telle que vous l’avez d’abord écrite.',
  add: 'Ajouter une langue',
  text: (language) => `Texte en ${language}`,
  caption: (language) => `Légende en ${language}`,
  alt: (what, language) => `${what}, en ${language}`,
  remove: (language) => `Retirer : ${language}`,
  removed: (language) => `Langue retirée : ${language}`,
  undo: 'Annuler',
  empty: 'Rien n’est encore écrit dans cette langue : elle ne sera pas publiée.',
}
