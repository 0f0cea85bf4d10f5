import type { Locale, PostKind } from '@carillon/contract/lists'

type Words = {
  newPosts: (posts: number) => string
  inChannels: (posts: number, channels: number) => string
  others: (channels: number) => string
  /** A post that says nothing in words. */
  kinds: Record<PostKind, string>
}

/** What notifications say beside what a post says: of two posts and two channels at least. */
export const WORDS: Record<Locale, Words> = {
  en: {
    newPosts: (posts) => `${posts} new posts`,
    inChannels: (posts, channels) => `${posts} new posts in ${channels} channels`,
    others: (channels) => (channels === 1 ? 'one other' : `${channels} others`),
    kinds: {
      text: 'New post',
      photo: 'Photo',
      video: 'Video',
      album: 'Album',
      sticker: 'Sticker',
      poll: 'Poll',
      voice: 'Voice note',
      document: 'Document',
    },
  },
  fr: {
    newPosts: (posts) => `${posts} nouvelles publications`,
    inChannels: (posts, channels) => `${posts} nouvelles publications dans ${channels} chaînes`,
    others: (channels) => (channels === 1 ? 'une autre' : `${channels} autres`),
    kinds: {
      text: 'Nouvelle publication',
      photo: 'Photo',
      video: 'Vidéo',
      album: 'Album',
      sticker: 'Autocollant',
      poll: 'Sondage',
      voice: 'Note vocale',
      document: 'Document',
    },
  },
  es: {
    newPosts: (posts) => `${posts} publicaciones nuevas`,
    inChannels: (posts, channels) => `${posts} publicaciones nuevas en ${channels} canales`,
    others: (channels) => (channels === 1 ? 'otro más' : `otros ${channels}`),
    kinds: {
      text: 'Nueva publicación',
      photo: 'Foto',
      video: 'Vídeo',
      album: 'Álbum',
      sticker: 'Pegatina',
      poll: 'Encuesta',
      voice: 'Nota de voz',
      document: 'Documento',
    },
  },
}
