import { isAbsolute, resolve } from 'node:path'
import * as z from 'zod'

/** The one place that reads the environment. Every variable has a default that suits a try on one's own machine. */
const Environment = z.object({
  PORT: z.coerce.number().int().min(1).max(65_535).default(4000).describe('a port number, 1 to 65535'),
  HOST: z.string().min(1).default('127.0.0.1').describe('an address to listen on, such as 127.0.0.1 or 0.0.0.0'),
  CARILLON_DATA: z.string().min(1).default('data').describe('a folder that can be written to'),
  CARILLON_URL: z
    .url({ protocol: /^https?$/ })
    .transform((url) => new URL(url).origin)
    .optional()
    .describe('the address people use, such as https://channels.example'),
  CARILLON_TIME_ZONE: z.string().refine(isTimeZone).default('UTC').describe('a time zone such as Europe/Paris'),
  CARILLON_TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform((list) => list.split(',').flatMap((address) => address.trim() || []))
    .describe('addresses separated by commas'),
  CARILLON_LIMIT_FACTOR: z.coerce.number().positive().default(1).describe('a number above 0'),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .describe('smtp://name:password@host:port'),
  MAIL_FROM: z
    .string()
    .min(3)
    .default('Carillon <carillon@localhost>')
    .describe('a sender such as Carillon <post@channels.example>'),
  MEILISEARCH_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('an address such as http://127.0.0.1:7700'),
  MEILISEARCH_KEY: z.string().optional().describe('a key of the Meilisearch server'),
})

export type Settings = {
  port: number
  host: string
  dataDir: string
  /** Without a slash at the end. */
  origin: string
  alsoOrigins: string[]
  timeZone: string
  trustedProxies: string[]
  limitFactor: number
  smtpUrl: string | undefined
  mailFrom: string
  meilisearch: { url: string; key: string | undefined } | null
  /** Where the command was called: relative file names are meant from there. */
  calledFrom: string
}

export class InvalidEnvironment extends Error {
  override readonly name = 'InvalidEnvironment'
}

export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = Environment.safeParse(given)
  if (!parsed.success)
    throw new InvalidEnvironment(parsed.error.issues.map((issue) => complain(issue, given)).join('\n'))
  const values = parsed.data
  const calledFrom = env.INIT_CWD ?? process.cwd()
  const local = (name: string) => `http://${name}:${values.PORT}`
  return {
    port: values.PORT,
    host: values.HOST,
    dataDir: isAbsolute(values.CARILLON_DATA) ? values.CARILLON_DATA : resolve(ROOT, values.CARILLON_DATA),
    origin: values.CARILLON_URL ?? local('localhost'),
    alsoOrigins: values.CARILLON_URL ? [] : [local('127.0.0.1'), local('[::1]')],
    timeZone: values.CARILLON_TIME_ZONE,
    trustedProxies: values.CARILLON_TRUSTED_PROXIES,
    limitFactor: values.CARILLON_LIMIT_FACTOR,
    smtpUrl: values.SMTP_URL,
    mailFrom: values.MAIL_FROM,
    meilisearch: values.MEILISEARCH_URL ? { url: values.MEILISEARCH_URL, key: values.MEILISEARCH_KEY } : null,
    calledFrom,
  }
}

/** A relative data folder lies beside the project, wherever a command was called from. */
const ROOT = resolve(import.meta.dirname, '../../..')

/** Names the variable, what it got, and what it takes. Secrets are named, not shown. */
function complain(issue: z.core.$ZodIssue, given: Record<string, string | undefined>): string {
  const name = String(issue.path[0])
  const shape = Environment.shape[name as keyof typeof Environment.shape]
  const got = /KEY|SMTP/.test(name) ? 'what it has' : JSON.stringify(given[name])
  return `${name} can’t be ${got}: it takes ${shape?.description ?? 'something else'}.`
}

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}
