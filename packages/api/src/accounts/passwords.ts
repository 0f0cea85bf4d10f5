import { scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify<string, string, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scrypt)
const LENGTH = 64
const R = 16

/**
 * Passwords as better-auth keeps them (scrypt, `salt:key` in hexadecimal), at a cost that the instance chooses. Costs
 * no turn of the event loop: it runs in Node's thread pool.
 */
export function createPasswords(cost: number, random: (bytes: number) => Uint8Array) {
  const keyOf = (password: string, salt: string) =>
    derive(password.normalize('NFKC'), salt, LENGTH, { N: cost, r: R, p: 1, maxmem: 256 * cost * R })
  return {
    async hash(password: string): Promise<string> {
      const salt = Buffer.from(random(16)).toString('hex')
      return `${salt}:${(await keyOf(password, salt)).toString('hex')}`
    },
    async verify({ hash, password }: { hash: string; password: string }): Promise<boolean> {
      const [salt = '', key = ''] = hash.split(':')
      const expected = Buffer.from(key, 'hex')
      return expected.length === LENGTH && timingSafeEqual(await keyOf(password, salt), expected)
    },
  }
}
