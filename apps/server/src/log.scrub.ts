import { isIP } from 'node:net'

const EMAIL = /[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}/gu
/** What comes before the host of an address, and what comes after its path. */
const CREDENTIALS = /(?<=:\/\/)[^\s/@]+@/g
const QUERY = /(?<=:\/\/[^\s?#]+)[?#][^\s'"<>)]*/g
const NUMERIC = /(?<![\w.:-])(?:\d{1,3}(?:\.\d{1,3}){3}|(?:[\da-f]{0,4}:){2,7}[\da-f.]{0,15})(?![\w.]|:[\da-f]*:)/gi
const LOOPBACK = /^(127\.|::1$|0\.0\.0\.0$|::$)/
/** Long enough to be a secret; ids are shorter. */
const TOKEN = /(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{31,}/g

/** A text without addresses of people and machines, secrets and tokens. This machine's own addresses may stay. */
export function scrub(text: string): string {
  return text
    .replace(CREDENTIALS, '')
    .replace(QUERY, '')
    .replace(EMAIL, '[e-mail]')
    .replace(NUMERIC, (found) => (isIP(found) && !LOOPBACK.test(found) ? '[address]' : found))
    .replace(TOKEN, '[token]')
}
