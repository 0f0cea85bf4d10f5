import type { Locale } from '@carillon/contract/lists'
import { createFormat } from '../format.ts'

type Forms = { one: string; other: string; many?: string }

/** Counts in a language: `#` in the chosen form stands for the number as it is written there. */
export function counting(locale: Locale) {
  const rules = new Intl.PluralRules(locale)
  return (count: number, forms: Forms): string => {
    const form = forms[rules.select(count) as keyof Forms] ?? forms.other
    return form.replace('#', createFormat(locale).number(count))
  }
}
