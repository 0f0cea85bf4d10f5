import type { Locale } from '@carillon/contract/lists'
import { en as commonEn, type Common } from './common/en.ts'
import { es as commonEs } from './common/es.ts'
import { fr as commonFr } from './common/fr.ts'
import { en as countingEn, type CountingWords } from './counting/en.ts'
import { es as countingEs } from './counting/es.ts'
import { fr as countingFr } from './counting/fr.ts'
import { en as directoryEn, type Directory } from './directory/en.ts'
import { es as directoryEs } from './directory/es.ts'
import { fr as directoryFr } from './directory/fr.ts'
import { en as erasureEn, type Erasing } from './erasure/en.ts'
import { es as erasureEs } from './erasure/es.ts'
import { fr as erasureFr } from './erasure/fr.ts'
import { en as youEn, type You } from './you/en.ts'
import { es as youEs } from './you/es.ts'
import { fr as youFr } from './you/fr.ts'

/** Whole catalogues, for pages that are written before anybody reads them. Scripts load one language: `load.ts`. */
export const COMMON: Record<Locale, Common> = { en: commonEn, fr: commonFr, es: commonEs }
export const DIRECTORY: Record<Locale, Directory> = { en: directoryEn, fr: directoryFr, es: directoryEs }
export const YOU: Record<Locale, You> = { en: youEn, fr: youFr, es: youEs }
/** Each of one page that has no script: no script is to load it. */
export const COUNTING: Record<Locale, CountingWords> = { en: countingEn, fr: countingFr, es: countingEs }
export const ERASURE: Record<Locale, Erasing> = { en: erasureEn, fr: erasureFr, es: erasureEs }

export type { Common, Directory, You }
export type { NotificationWords } from './you/notifications.en.ts'
export type { Console } from './console/en.ts'
