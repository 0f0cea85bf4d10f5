import { Environment, SECRETS, type Variable, VARIABLES } from './env.schema.ts'

/** What people need to know of each variable, in the order in which they need it. */
const ABOUT: Record<string, Partial<Record<Variable, string>>> = {
  'Where it is': {
    PORT: 'Port for everything: directory, console and API.',
    HOST: 'Address to listen on; behind a proxy on the same machine, leave it.',
    CARILLON_URL: 'The address people use. Links in mails lead there, and writes from other origins are refused.',
    CARILLON_DATA: 'Folder of the database, files, keys and built sites. A relative one lies beside the project.',
    CARILLON_TIME_ZONE: 'Time zone of the nightly job, which runs at 03:00.',
  },
  'Behind a proxy': {
    CARILLON_TRUSTED_PROXIES: 'Proxies whose X-Forwarded-For is believed. Set it, or all visitors count as one.',
    CARILLON_COUNTRY_HEADER:
      'The header in which your CDN says which country a request comes from, for the analytics. Set it only if the CDN always does.',
    CARILLON_LIMIT_FACTOR: 'Multiplies the requests a minute that one address (IPv6: one /64) may make.',
  },
  'Against stuffed polls': {
    CARILLON_NEWCOMERS:
      'How many may follow, vote or react for the first time from one address in an hour. Those who have done so before are not held up by it.',
    CARILLON_PREFIX_IPV4: 'How much of an IPv4 address counts as one address.',
    CARILLON_PREFIX_IPV6: 'How much of an IPv6 address counts as one address.',
  },
  'How much a channel may have': {
    CARILLON_CHANNEL_GB: 'What the files of one channel may take at once, unfinished uploads among them.',
  },
  Mail: {
    SMTP_URL: 'Where mail goes out. Without it, mail is written to files in the data folder.',
    MAIL_FROM: 'Who mail is from.',
  },
  Search: {
    MEILISEARCH_URL: 'A Meilisearch server. Without it, search runs in the server itself.',
    MEILISEARCH_KEY: 'Its master key, or one that may do everything with indexes.',
  },
  'Files in S3': {
    CARILLON_S3_BUCKET: 'A bucket for pictures, videos and documents. Without it, they lie in the data folder.',
    CARILLON_S3_ENDPOINT: 'Where the service is, if it isn’t Amazon’s. The bucket is then a part of the path.',
    CARILLON_S3_REGION: 'The bucket’s region.',
    CARILLON_S3_ACCESS_KEY: 'A key that may read, write, delete and list in the bucket.',
    CARILLON_S3_SECRET_KEY: 'Its secret.',
    CARILLON_S3_PREFIX:
      'What the names of all objects begin with. Each instance needs a bucket or a prefix of its own.',
  },
  Backups: {
    CARILLON_BACKUP_TO: 'Where a backup is made each night, after the erasing; the last seven are kept.',
    CARILLON_BACKUP_KEYS: 'Where its keys go: only their latest copy, so that what has expired stays unreadable.',
  },
  'Watching it': {
    CARILLON_LOG_LEVEL: 'The least that is logged. Debug has a line a request.',
    CARILLON_METRICS_PORT: 'Port for Prometheus. Without it, nothing is counted.',
    CARILLON_METRICS_HOST: 'Address that metrics are served on. They are for you, not for the public.',
  },
  'Calling other servers': {
    CARILLON_OUTSIDE_ALLOWED:
      'Servers on private networks that webhooks and sources may call all the same. All others there are refused.',
  },
}

function entriesOf(group: string): { name: Variable; about: string }[] {
  return Object.entries(ABOUT[group]!).map(([name, about]) => ({ name: name as Variable, about }))
}

const takes = (name: Variable) => Environment.shape[name].description ?? ''
const isSecret = (name: Variable) => SECRETS.includes(name)

function defaultOf(name: Variable): string {
  const value: unknown = Environment.shape[name].safeParse(undefined).data
  return value === undefined || (Array.isArray(value) && value.length === 0) ? '' : String(value)
}

const quoted = (value: string) => (value.includes(' ') ? `"${value}"` : value)

/** Those that the lists here leave out: none, or a test fails. */
export function undescribed(): Variable[] {
  const described = Object.values(ABOUT).flatMap((group) => Object.keys(group))
  return VARIABLES.filter((name) => !described.includes(name))
}

/** `.env.example`: every variable as it is when nothing is set. */
export function envExample(): string {
  const head = [
    '# Everything is optional. Compose reads this as .env, systemd as /etc/carillon/env; see docs/configuration.md.',
    '# Written by: node apps/server/src/env.write.ts',
  ]
  const groups = Object.keys(ABOUT).map((group) => [
    `## ${group}`,
    ...entriesOf(group).flatMap(({ name, about }) => [
      `# ${about}`,
      `# Takes ${takes(name)}.`,
      `#${name}=${quoted(defaultOf(name))}`,
    ]),
  ])
  return [head, ...groups].map((lines) => `${lines.join('\n')}\n`).join('\n')
}

/** The tables of docs/configuration.md. */
export function configurationTables(): string {
  return Object.keys(ABOUT)
    .map((group) => {
      const rows = entriesOf(group).map(({ name, about }) => {
        const standard = defaultOf(name)
        return `| \`${name}\`${isSecret(name) ? ' †' : ''} | ${standard ? `\`${standard}\`` : 'none'} | ${about} Takes ${takes(name)}. |`
      })
      return [`### ${group}`, '', '| variable | default | what it is |', '| --- | --- | --- |', ...rows, ''].join('\n')
    })
    .join('\n')
}
