import { ENGLISH } from './channels.en.ts'
import { FRENCH } from './channels.fr.ts'
import { SPANISH } from './channels.es.ts'

export { drawAvatar } from './avatars.ts'
export { drawPicture } from './pictures.ts'
export type { SampleChannel, SamplePost } from './types.ts'

/** Invented organisations: any likeness to real ones is chance. */
export const SAMPLE_CHANNELS = [...ENGLISH, ...FRENCH, ...SPANISH]
