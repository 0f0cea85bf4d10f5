import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { S3Options } from '@carillon/api'
import { closestMatch } from 'leven'
import type * as z from 'zod'
import { Environment, SECRETS, type Variable, VARIABLES } from './env.schema.ts'
import type { LogLevel } from './log.levels.ts'

export type Settings = {
  port: number
  host: string
  dataDir: string
  /** Without a slash at the end. */
  origin: string
  alsoOrigins: string[]
  timeZone: string
  trustedProxies: string[]
  /** Of a CDN that says in it where a request comes from. */
  countryHeader: string | null
  limitFactor: number
  newcomersAnHour: number
  /** Bits. */
  prefixes: { ipv4: number; ipv6: number }
  /** Bytes; 0 for as many as there is room for. */
  channelQuota: number
  /** `host:port` of servers on private networks that may be called all the same. */
  outsideAllowed: string[]
  logLevel: LogLevel
  metrics: { port: number; host: string } | null
  smtpUrl: string | undefined
  mailFrom: string
  meilisearch: { url: string; key: string | undefined } | null
  s3: S3Options | null
  /** Where a backup goes each night. */
  backup: { to: string; keysTo: string } | null
  /** Variables of ours that nothing reads, with the name that was perhaps meant. */
  unknown: { name: string; nearest: string | undefined }[]
  /** Where the command was called: relative file names are meant from there. */
  calledFrom: string
}

export class InvalidEnvironment extends Error {
  override readonly name = 'InvalidEnvironment'
}

/** The one place that reads the environment. */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const given = withFiles(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')))
  const parsed = Environment.safeParse(given)
  if (!parsed.success)
    throw new InvalidEnvironment(parsed.error.issues.map((issue) => complain(issue, given)).join('\n'))
  const values = parsed.data
  const calledFrom = env.INIT_CWD ?? process.cwd()
  const local = (name: string) => `http://${name}:${values.PORT}`
  return {
    port: values.PORT,
    host: values.HOST,
    dataDir: resolve(ROOT, values.CARILLON_DATA),
    origin: values.CARILLON_URL ?? local('localhost'),
    alsoOrigins: values.CARILLON_URL ? [] : [local('127.0.0.1'), local('[::1]')],
    timeZone: values.CARILLON_TIME_ZONE,
    trustedProxies: values.CARILLON_TRUSTED_PROXIES,
    countryHeader: values.CARILLON_COUNTRY_HEADER ?? null,
    limitFactor: values.CARILLON_LIMIT_FACTOR,
    newcomersAnHour: values.CARILLON_NEWCOMERS,
    prefixes: { ipv4: values.CARILLON_PREFIX_IPV4, ipv6: values.CARILLON_PREFIX_IPV6 },
    channelQuota: Math.floor(values.CARILLON_CHANNEL_GB * 1024 ** 3),
    outsideAllowed: values.CARILLON_OUTSIDE_ALLOWED,
    logLevel: values.CARILLON_LOG_LEVEL,
    metrics: values.CARILLON_METRICS_PORT
      ? { port: values.CARILLON_METRICS_PORT, host: values.CARILLON_METRICS_HOST }
      : null,
    smtpUrl: values.SMTP_URL,
    mailFrom: values.MAIL_FROM,
    meilisearch: values.MEILISEARCH_URL ? { url: values.MEILISEARCH_URL, key: values.MEILISEARCH_KEY } : null,
    s3: readS3(values),
    backup: readBackup(values),
    unknown: unknownVariables(Object.keys(env)),
    calledFrom,
  }
}

/** A relative folder lies beside the project, wherever a command was called from. */
const ROOT = resolve(import.meta.dirname, '../../..')

function readS3(values: z.output<typeof Environment>): S3Options | null {
  const bucket = values.CARILLON_S3_BUCKET
  if (!bucket) return null
  const need = (name: 'CARILLON_S3_ACCESS_KEY' | 'CARILLON_S3_SECRET_KEY') => {
    const value = values[name]
    if (!value) throw new InvalidEnvironment(`${name} is missing: the bucket of CARILLON_S3_BUCKET needs it.`)
    return value
  }
  return {
    bucket,
    endpoint: values.CARILLON_S3_ENDPOINT,
    region: values.CARILLON_S3_REGION,
    accessKey: need('CARILLON_S3_ACCESS_KEY'),
    secretKey: need('CARILLON_S3_SECRET_KEY'),
    prefix: values.CARILLON_S3_PREFIX,
  }
}

function readBackup({
  CARILLON_BACKUP_TO: to,
  CARILLON_BACKUP_KEYS: keysTo,
}: z.output<typeof Environment>): Settings['backup'] {
  if (to === undefined && keysTo === undefined) return null
  if (to === undefined)
    throw new InvalidEnvironment('CARILLON_BACKUP_TO is missing: CARILLON_BACKUP_KEYS is of no use without it.')
  if (keysTo === undefined)
    throw new InvalidEnvironment('CARILLON_BACKUP_KEYS is missing: a backup without its keys can’t be read.')
  return { to: resolve(ROOT, to), keysTo: resolve(ROOT, keysTo) }
}

type Given = Record<string, string | undefined>

function withFiles(given: Given): Given {
  const read = SECRETS.flatMap((name) => {
    const file = given[`${name}_FILE`]
    if (!file) return []
    if (given[name]) throw new InvalidEnvironment(`${name} and ${name}_FILE are both set: keep one.`)
    return [[name, readSecret(`${name}_FILE`, file)]]
  })
  return { ...given, ...Object.fromEntries(read) }
}

function readSecret(variable: string, file: string): string {
  let text = ''
  try {
    text = readFileSync(file, 'utf8').trim()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new InvalidEnvironment(`${variable} can’t be "${file}" (${code}): it takes a file that can be read.`)
  }
  if (text === '') throw new InvalidEnvironment(`${variable} can’t be "${file}", which is empty.`)
  return text
}

const KNOWN: readonly string[] = [...VARIABLES, ...SECRETS.map((name) => `${name}_FILE`)]
/** More letters than this apart, it is another word and no slip. */
const SLIP = 6

function unknownVariables(names: string[]): Settings['unknown'] {
  const ours = names.filter((name) => name.startsWith('CARILLON_') && !KNOWN.includes(name))
  return ours.map((name) => ({ name, nearest: closestMatch(name, KNOWN, { maxDistance: SLIP }) }))
}

/** Names the variable, what it got, and what it takes. Secrets are named, not shown. */
function complain(issue: z.core.$ZodIssue, given: Given): string {
  const name = String(issue.path[0]) as Variable
  const got = SECRETS.includes(name) ? 'what it has' : JSON.stringify(given[name])
  return `${name} can’t be ${got}: it takes ${Environment.shape[name].description ?? 'something else'}.`
}
