/**
 * Credentials for our own relay, in the form coturn's `use-auth-secret` reads: the name carries when it ends, the
 * password proves that we gave the name. The relay keeps no accounts, and we keep no record of what was given.
 */
import { createHmac } from 'node:crypto'
import { type Millis, MINUTE, SECOND } from '@fermata/shared/clock'
import type { RelayServer } from '@fermata/shared/protocol'

/** What the operator has set up: addresses of one relay, and the secret it shares with us. */
export interface RelaySettings {
  urls: string[]
  secret: string
}

/** How long a credential can begin something; what was begun with it goes on. */
export const CREDENTIAL_LIFE = 10 * MINUTE
const DAY = 24 * 60 * MINUTE

/**
 * A credential for one seat, good from `now` for ten minutes. Its name says nothing of who it is for, and is another
 * one each day; within a day it is the same, so that the relay can hold each seat to its quota.
 */
export function credentialFor(seat: string, { urls, secret }: RelaySettings, now: Millis): { server: RelayServer; until: Millis } {
  const until = now + CREDENTIAL_LIFE
  const name = createHmac('sha256', secret).update(`seat ${Math.floor(now / DAY)} ${seat}`).digest('base64url').slice(0, 22)
  const username = `${Math.floor(until / SECOND)}:${name}`
  return { server: { urls, username, credential: passwordFor(username, secret) }, until }
}

/** coturn's own rule: base64 of HMAC-SHA-1 (RFC 2104) over the name. */
export const passwordFor = (username: string, secret: string): string => createHmac('sha1', secret).update(username).digest('base64')
