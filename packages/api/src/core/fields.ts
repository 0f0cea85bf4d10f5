import { errorSentence, type Locale } from '@carillon/contract'
import * as z from 'zod'
import { en, es, fr } from 'zod/locales'
import { AppError } from './errors.ts'

const LOCALES = { en: en().localeError, es: es().localeError, fr: fr().localeError }

/** A sentence for each field that is wrong, by its dotted path. */
export function fieldSentences(cause: unknown, locale: Locale): Record<string, string> {
  if (cause instanceof AppError) {
    return Object.fromEntries(Object.entries(cause.fields).map(([path, code]) => [path, errorSentence(code, locale)]))
  }
  if (!(cause instanceof z.core.$ZodError)) return {}
  const fields: [string, string][] = cause.issues.map((issue) => {
    const said = LOCALES[locale]({ ...issue, input: undefined } as Parameters<(typeof LOCALES)['en']>[0])
    return [issue.path.join('.'), (typeof said === 'string' ? said : said?.message) ?? issue.message]
  })
  // The first thing that is wrong with a field is the one to mend first.
  return Object.fromEntries(fields.toReversed())
}
