import { DAY, type Category } from '@carillon/contract'
import type { PictureKind } from './pictures.ts'

export type SamplePost = {
  /** Milliseconds between its publication and now; less than 29 days. */
  age: number
  text: string
  picture?: { kind: PictureKind; seed: string; alt: string }
  pinned?: true
}

export type SampleChannel = {
  handle: string
  name: string
  description: string
  category: Category
  country: string
  language: 'en' | 'fr' | 'es'
  /** For `drawAvatar`. */
  avatar: string
  verified?: true
  archived?: true
  access?: 'invite'
  /** Newest first. */
  posts: SamplePost[]
}

export const hours = (count: number) => count * 3_600_000
export const days = (count: number) => count * DAY
