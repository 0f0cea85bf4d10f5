import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { afterAll, describe, expect, test } from 'vitest'
import { undescribed } from './env.about.ts'
import { Environment, SECRETS, VARIABLES } from './env.schema.ts'
import { readSettings } from './env.ts'
import { generatedFiles } from './env.write.ts'

const folder = mkdtempSync(join(tmpdir(), 'carillon-env-'))
afterAll(() => rmSync(folder, { recursive: true }))
const file = (name: string, text: string) => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
const complaint = (env: Record<string, string>) => {
  try {
    return void readSettings(env)
  } catch (error) {
    return (error as Error).message
  }
}

describe('the documents', () => {
  test('describe every variable, and say what it takes', () => {
    expect(undescribed()).toEqual([])
    for (const name of VARIABLES) expect(Environment.shape[name].description, name).toBeTruthy()
  })

  test('are in step with the schema (node apps/server/src/env.write.ts brings them there)', async () => {
    for (const [path, text] of Object.entries(await generatedFiles())) expect(readFileSync(path, 'utf8')).toBe(text)
  })

  test('and the example sets nothing that isn’t so anyway', async () => {
    const [example] = Object.values(await generatedFiles())
    const named = parseEnv(example!.replace(/^#(?=[A-Z])/gm, ''))
    expect(Object.keys(named).toSorted()).toEqual([...VARIABLES].toSorted())
    expect(readSettings({ ...named, INIT_CWD: '/' })).toEqual(readSettings({ INIT_CWD: '/' }))
  })
})

describe('a value that can’t be used is named with what it takes', () => {
  test.each([
    ['PORT', '0', 'a port number, 1 to 65535'],
    ['CARILLON_METRICS_PORT', 'many', 'a port number, 1 to 65535'],
    ['CARILLON_LOG_LEVEL', 'loud', 'one of debug, info, warn, error, silent'],
    ['CARILLON_TRUSTED_PROXIES', '127.0.0.1,proxy', 'IP addresses separated by commas, such as 127.0.0.1,::1'],
    ['CARILLON_OUTSIDE_ALLOWED', 'neighbour', 'host:port pairs separated by commas'],
    ['CARILLON_S3_BUCKET', 'My Bucket', 'the name of a bucket: 3 to 63 of a–z, 0–9, dots and hyphens'],
    ['CARILLON_S3_ENDPOINT', 's3.example.org', 'an address such as https://s3.example.org'],
    ['CARILLON_S3_PREFIX', 'no-slash', 'a beginning of names that ends in a slash, such as carillon/'],
  ])('%s=%s', (name, value, takes) => {
    expect(complaint({ [name]: value })).toBe(`${name} can’t be "${value}": it takes ${takes}.`)
  })

  test('several at once, a line each', () => {
    expect(complaint({ PORT: 'x', CARILLON_LIMIT_FACTOR: '-1' })?.split('\n')).toHaveLength(2)
  })

  test('but a secret isn’t shown', () => {
    expect(complaint({ SMTP_URL: 'http://ana:word@host' })).toBe(
      'SMTP_URL can’t be what it has: it takes smtp://name:password@host:port.',
    )
  })

  test('a bucket without its keys', () => {
    expect(complaint({ CARILLON_S3_BUCKET: 'pictures', CARILLON_S3_ACCESS_KEY: 'id' })).toBe(
      'CARILLON_S3_SECRET_KEY is missing: the bucket of CARILLON_S3_BUCKET needs it.',
    )
  })

  test('and so does a nightly backup that is given one folder of its two', () => {
    const [to, keysTo] = ['/backup', '/elsewhere']
    expect(complaint({ CARILLON_BACKUP_TO: to })).toMatch(/^CARILLON_BACKUP_KEYS is missing/)
    expect(complaint({ CARILLON_BACKUP_KEYS: keysTo })).toMatch(/^CARILLON_BACKUP_TO is missing/)
    expect(readSettings({ CARILLON_BACKUP_TO: to, CARILLON_BACKUP_KEYS: keysTo }).backup).toEqual({ to, keysTo })
  })
})

describe('a secret', () => {
  test.each(SECRETS)('%s comes from the file that its _FILE names, without the line’s end', (name) => {
    const value = name === 'SMTP_URL' ? 'smtp://mail.example:25' : 'a-secret'
    const rest = {
      MEILISEARCH_URL: 'http://127.0.0.1:7700',
      CARILLON_S3_BUCKET: 'pictures',
      CARILLON_S3_ACCESS_KEY: 'id',
      CARILLON_S3_SECRET_KEY: 'word',
    }
    const env = { ...rest, [name]: '', [`${name}_FILE`]: file(name, `${value}\n`) }
    const read = readSettings(env)
    expect([read.smtpUrl, read.meilisearch?.key, read.s3?.accessKey, read.s3?.secretKey]).toContain(value)
    expect(read.unknown).toEqual([])
  })

  test('is not taken from both, from nowhere, or from nothing', () => {
    const path = file('both', 'smtp://mail.example:25')
    expect(complaint({ SMTP_URL: 'smtp://other.example', SMTP_URL_FILE: path })).toContain('are both set')
    expect(complaint({ SMTP_URL_FILE: join(folder, 'none') })).toContain('(ENOENT): it takes a file that can be read')
    expect(complaint({ SMTP_URL_FILE: file('empty', '\n') })).toContain('which is empty')
  })
})

test('a name of ours that nothing reads is noticed, with the one that was perhaps meant', () => {
  const env = { CARILLON_TRUSTED_PROXYS: '1', CARILLON_S3_SECRETKEY: 'x', CARILLON_ELEPHANTS: '7', TRUSTED: '1' }
  expect(readSettings(env).unknown).toEqual([
    { name: 'CARILLON_TRUSTED_PROXYS', nearest: 'CARILLON_TRUSTED_PROXIES' },
    { name: 'CARILLON_S3_SECRETKEY', nearest: 'CARILLON_S3_SECRET_KEY' },
    { name: 'CARILLON_ELEPHANTS', nearest: undefined },
  ])
})
