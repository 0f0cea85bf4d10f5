export const links = {
  title: 'Link preview',
  looking: (site: string) => `Looking at ${site}…`,
  show: (site: string) => `Show a preview of ${site}`,
  again: 'Try again',
  heading: 'Title',
  site: 'Site',
  remove: 'Remove the preview',
  withoutPicture: 'Without its picture',
}

export const variants = {
  title: 'In other languages',
  hint: 'Readers get the post in their language where you write it here, and else as you wrote it first.',
  add: 'Add a language',
  text: (language: string) => `Text in ${language}`,
  caption: (language: string) => `Caption in ${language}`,
  alt: (what: string, language: string) => `${what} in ${language}`,
  remove: (language: string) => `Remove ${language}`,
  removed: (language: string) => `${language} was removed`,
  undo: 'Undo',
  empty: 'Nothing is written in this language yet: it won’t be published.',
}

export type Links = typeof links
export type Variants = typeof variants
