/**
 * Sign-ins of therapists: a random 256-bit reference in a cookie, its hash in the store. The cookie opens the door of
 * the desk; what lies in the vault stays sealed without the browser's key or the recovery code.
 */
import { toBase64url } from '@fermata/shared/bytes'
import { DAY } from '@fermata/shared/clock'
import type { RandomSource, TherapistId } from '@fermata/shared/ids'
import { parseCookie, stringifySetCookie } from 'cookie'
import type { Store } from '../store/port.ts'
import { isErased } from './accounts.ts'
import { hashOf } from './hash.ts'

/** A sign-in ends by itself after thirty days without use (docs/decisions: passkeys come later). */
const LASTS = 30 * DAY
/** It is prolonged when it was used and less than this is left. */
const PROLONG_BELOW = 29 * DAY
const SHELF = 'sign-in'
const owner = (hash: string) => `sign-in:${hash}`

interface SignIn {
  therapist: TherapistId
  until: number
}

/** Name and attributes of the cookie: `__Host-` wherever the origin has TLS, the plain name on http://localhost. */
export class SignInCookie {
  readonly #secure: boolean
  readonly #name: string

  constructor(origin: URL) {
    this.#secure = origin.protocol === 'https:'
    this.#name = this.#secure ? '__Host-fermata' : 'fermata'
  }

  /** The token in a Cookie header, if there is one. */
  read(header: string | undefined): string | null {
    const token = parseCookie(header ?? '')[this.#name]
    return token !== undefined && /^[A-Za-z0-9_-]{43}$/.test(token) ? token : null
  }

  /** A Set-Cookie header: for a token, or (null) to end it. */
  write(token: string | null): string {
    return stringifySetCookie({
      name: this.#name,
      value: token ?? '',
      httpOnly: true,
      secure: this.#secure,
      sameSite: 'strict',
      path: '/',
      maxAge: token === null ? 0 : LASTS / 1000,
    })
  }
}

/** Signs a therapist in; the token goes into the cookie. */
export async function signIn(store: Store, random: RandomSource, therapist: TherapistId): Promise<string> {
  const token = toBase64url(random.bytes(32))
  await write(store, hashOf(token), therapist, 0)
  return token
}

/** The name of a sign-in that may be kept and passed on: nobody signs in with it. */
export const signInOf = (token: string): string => hashOf(token)

/** Whether this sign-in was neither ended nor ran out. */
export async function signInStands(store: Store, name: string): Promise<boolean> {
  return (await store.records.get(owner(name), SHELF, 'self')) !== null
}

/** Who is signed in by this token; `null` when nobody is any more. */
export async function signedIn(store: Store, token: string): Promise<TherapistId | null> {
  const hash = hashOf(token)
  const entry = await store.records.get(owner(hash), SHELF, 'self')
  if (entry === null) return null
  const { therapist, until } = JSON.parse(entry.value) as SignIn
  if (await isErased(store, therapist)) {
    await signOut(store, token)
    return null
  }
  if (until - store.now() >= PROLONG_BELOW || (await write(store, hash, therapist, entry.rev))) return therapist
  // Another request of this browser was quicker: it has prolonged the sign-in, or ended it.
  return (await signInStands(store, hash)) ? therapist : null
}

export async function signOut(store: Store, token: string): Promise<void> {
  await store.records.write(owner(hashOf(token)), [{ shelf: SHELF, key: 'self', expect: 'any', value: null }])
}

/** `false`: it is no longer as it was at this revision. One that was ended meanwhile is not begun again. */
async function write(store: Store, hash: string, therapist: TherapistId, rev: number): Promise<boolean> {
  const until = store.now() + LASTS
  const value: SignIn = { therapist, until }
  return store.records.write(owner(hash), [
    { shelf: SHELF, key: 'self', expect: rev, value: JSON.stringify(value), until },
  ])
}
