import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

const PRESENT_AND_VERIFIED = 0x05
const WITH_KEY = 0x40

type Options = { challenge: string }

/** A passkey as an authenticator keeps it: makes and signs what a browser would send. */
export function createAuthenticator(origin: string) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(16)
  const named = { id: id.toString('base64url'), rawId: id.toString('base64url') }
  const common = { ...named, type: 'public-key' as const, clientExtensionResults: {} }
  let counter = 0

  function dataOf(flags: number, ...rest: Buffer[]): Buffer {
    counter += 1
    const count = Buffer.alloc(4)
    count.writeUInt32BE(counter)
    const place = createHash('sha256').update(new URL(origin).hostname).digest()
    return Buffer.concat([place, Buffer.of(flags), count, ...rest])
  }
  const clientData = (type: string, { challenge }: Options, from: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin: from, crossOrigin: false }))

  return {
    id: named.id,
    /** Sets the counter, as in a copy of the key. */
    rewind: (to: number) => (counter = to),
    make(publicKeyOptions: unknown, from = origin) {
      const { x, y } = publicKey.export({ format: 'jwk' })
      const coordinates = [x!, y!].map((part) => Buffer.from(part, 'base64url'))
      const key = [Buffer.from('a5010203262001215820', 'hex'), coordinates[0]!, Buffer.from('225820', 'hex')]
      const idLength = Buffer.of(0, id.length)
      const data = dataOf(PRESENT_AND_VERIFIED | WITH_KEY, Buffer.alloc(16), idLength, id, ...key, coordinates[1]!)
      const head = 'a363666d74646e6f6e656761747453746d74a068617574684461746158'
      const attestation = Buffer.concat([Buffer.from(head, 'hex'), Buffer.of(data.length), data])
      return {
        ...common,
        response: {
          clientDataJSON: clientData('webauthn.create', publicKeyOptions as Options, from).toString('base64url'),
          attestationObject: attestation.toString('base64url'),
        },
      }
    },
    use(publicKeyOptions: unknown, { from = origin, flags = PRESENT_AND_VERIFIED } = {}) {
      const data = dataOf(flags)
      const client = clientData('webauthn.get', publicKeyOptions as Options, from)
      const signed = Buffer.concat([data, createHash('sha256').update(client).digest()])
      return {
        ...common,
        response: {
          clientDataJSON: client.toString('base64url'),
          authenticatorData: data.toString('base64url'),
          signature: sign('sha256', signed, privateKey).toString('base64url'),
        },
      }
    },
  }
}
