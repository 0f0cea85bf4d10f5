import { createECDH, randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { areKeys, encrypt } from './encrypt.ts'
import { decrypt } from './notifications.testing.ts'

/** RFC 8291, section 5 and appendix A. */
const EXAMPLE = {
  text: 'When I grow up, I want to be a watermelon',
  p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
  auth: 'BTBZMqHH6r4Tts7J_aSIgg',
  sender: 'yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw',
  receiver: 'q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94',
  salt: 'DGv6ra1nlYgDCS1FRnbzlw',
  message:
    'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
}

const bytes = (text: string) => Buffer.from(text, 'base64url')
function pairOf(secret: string) {
  const pair = createECDH('prime256v1')
  pair.setPrivateKey(bytes(secret))
  return pair
}

test('the example of the standard comes out byte for byte, and opens', () => {
  const message = encrypt(EXAMPLE.text, EXAMPLE, pairOf(EXAMPLE.sender), bytes(EXAMPLE.salt))
  expect(message.toString('base64url')).toBe(EXAMPLE.message)
  expect(decrypt(message, pairOf(EXAMPLE.receiver), bytes(EXAMPLE.auth))).toBe(EXAMPLE.text)
})

test('no two messages are alike, and nobody else opens one', () => {
  const [one, other] = [encrypt('Ding', EXAMPLE), encrypt('Ding', EXAMPLE)]
  expect(one.equals(other)).toBe(false)
  expect(decrypt(other, pairOf(EXAMPLE.receiver), bytes(EXAMPLE.auth))).toBe('Ding')
  expect(() => decrypt(other, pairOf(EXAMPLE.receiver), randomBytes(16))).toThrow()
  expect(() => decrypt(other, pairOf(EXAMPLE.sender), bytes(EXAMPLE.auth))).toThrow()
})

test('keys are a point of the curve and sixteen bytes', () => {
  expect(areKeys(EXAMPLE)).toBe(true)
  expect(areKeys({ ...EXAMPLE, auth: 'AAAA' })).toBe(false)
  expect(areKeys({ ...EXAMPLE, p256dh: EXAMPLE.auth })).toBe(false)
  expect(areKeys({ ...EXAMPLE, p256dh: Buffer.alloc(65, 4).toString('base64url') })).toBe(false)
})
