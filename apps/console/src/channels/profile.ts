import type { Category } from '@carillon/contract'

/** The fields of a profile as they are being filled in. */
export type Profile = {
  name: string
  description: string
  category: Category | ''
  country: string | null
  language: string | null
}

export type ProfileForm = {
  values: Profile
  set<K extends keyof Profile>(name: K, value: Profile[K]): void
  error(name: keyof Profile): string | undefined
}
