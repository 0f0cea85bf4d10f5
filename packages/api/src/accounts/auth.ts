import { LIMITS, pickLocale } from '@carillon/contract'
import { betterAuth } from 'better-auth/minimal'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import type { Core, Deps } from '../core/context.ts'
import { accounts, credentials, sessions, verifications } from './table.ts'
import { sendMail } from './mails.ts'
import { createPasswords } from './passwords.ts'

const COOKIES = 'carillon'

export type Auth = ReturnType<typeof createAuth>

/**
 * Passwords and sessions by better-auth. Its HTTP routes are not mounted: our procedures call it, so that there is
 * one surface with one kind of error. It learns neither the address nor the program of whoever signs in.
 */
export function createAuth(deps: Deps, newId: Core['newId']) {
  return betterAuth({
    baseURL: deps.origin,
    secret: Buffer.from(deps.secret).toString('base64url'),
    telemetry: { enabled: false },
    logger: { disabled: true },
    database: drizzleAdapter(deps.db.statements, {
      provider: 'sqlite',
      transaction: false,
      schema: { user: accounts, session: sessions, account: credentials, verification: verifications },
    }),
    user: {
      additionalFields: {
        operator: { type: 'boolean', input: false, defaultValue: false },
        creator: { type: 'boolean', input: false, defaultValue: false },
      },
    },
    session: { expiresIn: 60 * 60 * 24 * 30, updateAge: 60 * 60 * 24 },
    emailAndPassword: {
      enabled: true,
      password: createPasswords(deps.passwordCost, deps.random),
      minPasswordLength: LIMITS.passwordMin,
      maxPasswordLength: LIMITS.passwordMax,
      resetPasswordTokenExpiresIn: LIMITS.passwordResetMinutes * 60,
      revokeSessionsOnPasswordReset: true,
      async sendResetPassword({ user, token, url }) {
        sendMail(deps, 'reset', user.email, localeOf(url), `/console/reset/${token}`)
      },
    },
    databaseHooks: {
      session: {
        create: { before: async (session) => ({ data: { ...session, ipAddress: null, userAgent: null } }) },
      },
    },
    advanced: {
      cookiePrefix: COOKIES,
      useSecureCookies: deps.origin.startsWith('https:'),
      ipAddress: { disableIpTracking: true },
      database: { generateId: () => newId('acc') },
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true },
    },
  })
}

/** Whether there is anything to look up: followers come with a cookie too, by the thousand, and have no session. */
export function holdsSession(headers: Headers): boolean {
  return headers.get('cookie')?.includes(`${COOKIES}.`) ?? false
}

/** The language travels as better-auth's own redirect path, `/fr`. */
function localeOf(url: string) {
  return pickLocale([(new URL(url).searchParams.get('callbackURL') ?? '').replace('/', '')])
}
