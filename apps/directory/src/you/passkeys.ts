import { startAuthentication, startRegistration } from '@simplewebauthn/browser'
import type { Myself } from '@carillon/contract'
import type { Api } from '../site/api.ts'

type Making = Parameters<typeof startRegistration>[0]['optionsJSON']
type Using = Parameters<typeof startAuthentication>[0]['optionsJSON']

/** Loaded when somebody presses a button for it: most readers never do. */
export async function make(api: Api): Promise<Myself> {
  const { publicKey } = await api.mutate('followers.passkeyOptions', undefined)
  const made = await startRegistration({ optionsJSON: publicKey as unknown as Making })
  return api.mutate('followers.addPasskey', made)
}

export async function recover(api: Api): Promise<Myself> {
  const { publicKey } = await api.mutate('followers.recoveryOptions', undefined)
  const signed = await startAuthentication({ optionsJSON: publicKey as unknown as Using })
  return api.mutate('followers.recover', signed)
}
