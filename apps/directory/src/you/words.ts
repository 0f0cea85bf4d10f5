import { useMessages } from '@carillon/ui'
import type { You } from '@carillon/ui/messages'
import type { Words } from '../site/words.ts'

/** The words of the pages `/you` and `/join` beside those of the site. */
export const useYou = () => useMessages<Words & { you: You }>()
