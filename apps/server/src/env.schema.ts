import { isIP } from 'node:net'
import * as z from 'zod'
import { LOG_LEVELS } from './log.levels.ts'

const port = z.coerce.number().int().min(1).max(65_535)
const PORT = 'a port number, 1 to 65535'
const webAddress = z.url({ protocol: /^https?$/ })

/** Every variable has a default that suits a try on one's own machine; its description is what it takes. */
export const Environment = z.object({
  PORT: port.default(4000).describe(PORT),
  HOST: z.string().min(1).default('127.0.0.1').describe('an address to listen on, such as 127.0.0.1 or 0.0.0.0'),
  CARILLON_DATA: z.string().min(1).default('data').describe('a folder that can be written to'),
  CARILLON_URL: webAddress
    .transform((url) => new URL(url).origin)
    .optional()
    .describe('the address people use, such as https://channels.example'),
  CARILLON_TIME_ZONE: z.string().refine(isTimeZone).default('UTC').describe('a time zone such as Europe/Paris'),
  CARILLON_TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform((list) => list.split(',').flatMap((address) => address.trim() || []))
    .refine((addresses) => addresses.every((address) => isIP(address)))
    .describe('IP addresses separated by commas, such as 127.0.0.1,::1'),
  CARILLON_COUNTRY_HEADER: z
    .string()
    .regex(/^[\w-]+$/)
    .toLowerCase()
    .optional()
    .describe('the name of a header that your CDN always sets, such as cf-ipcountry'),
  CARILLON_LIMIT_FACTOR: z.coerce.number().positive().default(1).describe('a number above 0'),
  CARILLON_NEWCOMERS: z.coerce.number().int().min(1).default(600).describe('a whole number from 1 on'),
  CARILLON_PREFIX_IPV4: z.coerce.number().int().min(8).max(32).default(32).describe('bits, 8 to 32'),
  CARILLON_PREFIX_IPV6: z.coerce.number().int().min(16).max(128).default(64).describe('bits, 16 to 128'),
  CARILLON_OUTSIDE_ALLOWED: z
    .string()
    .default('')
    .transform((list) => list.split(',').flatMap((host) => host.trim() || []))
    .refine((hosts) => hosts.every((host) => /^\S+:\d{1,5}$/.test(host)))
    .describe('host:port pairs separated by commas'),
  CARILLON_CHANNEL_GB: z.coerce
    .number()
    .min(0)
    .max(1_000_000)
    .default(5)
    .describe('gigabytes, or 0 for as many as there is room for'),
  CARILLON_BACKUP_TO: z.string().min(1).optional().describe('a folder of its own'),
  CARILLON_BACKUP_KEYS: z.string().min(1).optional().describe('a folder of its own, apart from the other'),
  CARILLON_LOG_LEVEL: z
    .enum(LOG_LEVELS)
    .default('info')
    .describe(`one of ${LOG_LEVELS.join(', ')}`),
  CARILLON_METRICS_PORT: port.optional().describe(PORT),
  CARILLON_METRICS_HOST: z.string().min(1).default('127.0.0.1').describe('an address to listen on'),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .describe('smtp://name:password@host:port'),
  MAIL_FROM: z
    .string()
    .min(3)
    .default('Carillon <carillon@localhost>')
    .describe('a sender such as Carillon <post@channels.example>'),
  MEILISEARCH_URL: webAddress.optional().describe('an address such as http://127.0.0.1:7700'),
  MEILISEARCH_KEY: z.string().optional().describe('a key of the Meilisearch server'),
  CARILLON_S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/)
    .optional()
    .describe('the name of a bucket: 3 to 63 of a–z, 0–9, dots and hyphens'),
  CARILLON_S3_ENDPOINT: webAddress.optional().describe('an address such as https://s3.example.org'),
  CARILLON_S3_REGION: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .default('us-east-1')
    .describe('a region such as eu-west-3'),
  CARILLON_S3_ACCESS_KEY: z.string().optional().describe('the id of an access key'),
  CARILLON_S3_SECRET_KEY: z.string().optional().describe('the secret of the access key'),
  CARILLON_S3_PREFIX: z
    .string()
    .regex(/^([a-z0-9_-]+\/)*$/)
    .default('')
    .describe('a beginning of names that ends in a slash, such as carillon/'),
})

export type Variable = keyof typeof Environment.shape
export const VARIABLES = Object.keys(Environment.shape) as Variable[]

/** Never shown, and each may come from a file that `NAME_FILE` names, which is how containers are handed secrets. */
export const SECRETS: readonly Variable[] = [
  'SMTP_URL',
  'MEILISEARCH_KEY',
  'CARILLON_S3_ACCESS_KEY',
  'CARILLON_S3_SECRET_KEY',
]

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}
