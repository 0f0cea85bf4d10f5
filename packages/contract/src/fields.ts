import type * as z from 'zod'
import type { Locale } from './lists.ts'

/** What can be wrong with a field, said to whoever filled it in. */
const SENTENCES: Record<Locale, Sentences> = {
  en: {
    required: 'Please fill this in.',
    longest: (most) => `At most ${most} characters, please.`,
    shortest: (least) => `At least ${least} characters, please.`,
    most: (most) => `At most ${most}, please.`,
    least: (least) => `At least ${least}, please.`,
    email: 'This isn’t an e-mail address.',
    handle: '3 to 32 letters a–z, digits and _, beginning with a letter.',
    choice: 'Please choose one from the list.',
    other: 'This can’t be used here.',
  },
  fr: {
    required: 'Veuillez remplir ce champ.',
    longest: (most) => `${most} caractères au plus.`,
    shortest: (least) => `${least} caractères au moins.`,
    most: (most) => `${most} au plus.`,
    least: (least) => `${least} au moins.`,
    email: 'Ce n’est pas une adresse e-mail.',
    handle: '3 à 32 lettres a–z, chiffres et _, en commençant par une lettre.',
    choice: 'Veuillez choisir dans la liste.',
    other: 'Cela ne peut pas servir ici.',
  },
  es: {
    required: 'Rellene este campo.',
    longest: (most) => `Como máximo ${most} caracteres.`,
    shortest: (least) => `Como mínimo ${least} caracteres.`,
    most: (most) => `Como máximo ${most}.`,
    least: (least) => `Como mínimo ${least}.`,
    email: 'Esto no es una dirección de correo.',
    handle: 'De 3 a 32 letras a–z, cifras y _, empezando por una letra.',
    choice: 'Elija una opción de la lista.',
    other: 'Esto no se puede usar aquí.',
  },
}

type Sentences = Record<'longest' | 'shortest' | 'most' | 'least', (count: number | bigint) => string> &
  Record<'required' | 'email' | 'handle' | 'choice' | 'other', string>

/** One thing that a schema found wrong, as a sentence. */
export function fieldSentence(issue: z.core.$ZodIssue, locale: Locale): string {
  const say = SENTENCES[locale]
  switch (issue.code) {
    case 'too_big':
      return issue.origin === 'string' ? say.longest(issue.maximum) : say.most(issue.maximum)
    case 'too_small':
      if (issue.origin !== 'string') return say.least(issue.minimum)
      return Number(issue.minimum) <= 1 ? say.required : say.shortest(issue.minimum)
    case 'invalid_type':
      return issue.message.endsWith('received undefined') ? say.required : say.other
    case 'invalid_value':
      return say.choice
    case 'invalid_format':
      if (issue.format === 'email') return say.email
      return /handle$/i.test(String(issue.path.at(-1))) ? say.handle : say.other
    default:
      return say.other
  }
}
