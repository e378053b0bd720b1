/** Who may connect: an exact Origin, a readable handshake, and a link or a sign-in that proves itself. */
import type { IncomingMessage } from 'node:http'
import { Handshake, PROTOCOL_VERSION } from '@fermata/shared/protocol'
import { refuse, ok, type Result } from '@fermata/shared/result'
import * as v from 'valibot'
import { linkStands, openDoor } from '../auth/links.ts'
import { type SignInCookie, signedIn, signInOf, signInStands } from '../auth/sign-ins.ts'
import type { Store } from '../store/port.ts'
import type { Right } from './connection.ts'

/**
 * Browsers always send Origin when they open a WebSocket; anything that does not, or names another page, is
 * refused. (Socket.IO's `cors` guards polling only.)
 */
export const isOurPage = (request: IncomingMessage, origin: string): boolean => request.headers.origin === origin

/** The right behind a handshake. Every kind of wrong link is one answer. */
export async function rightOf(
  store: Store,
  cookie: SignInCookie,
  cookieHeader: string | undefined,
  raw: unknown,
): Promise<Result<Right>> {
  const parsed = v.safeParse(Handshake, raw)
  if (!parsed.success) return refuse({ code: 'malformed' })
  const shown = parsed.output
  // Version N−1 will be let in here once there is one.
  if (shown.v !== PROTOCOL_VERSION) return refuse({ code: 'malformed' })
  if (shown.as === 'therapist') {
    const token = cookie.read(cookieHeader)
    const therapist = token === null ? null : await signedIn(store, token)
    if (token === null || therapist === null) return refuse({ code: 'signedOut' })
    return ok({ as: 'therapist', device: shown.device, nth: shown.nth, therapist, signIn: signInOf(token) })
  }
  const bundle = await openDoor(store, shown.room, shown.link, shown.auth)
  if (bundle === null) return refuse({ code: 'noSuchRoom' })
  return ok({ as: 'client', device: shown.device, nth: shown.nth, room: shown.room, link: shown.link })
}

/** Whether a connection may stay: its link was not renewed, its sign-in not ended. */
export function rightStands(store: Store, right: Right): Promise<boolean> {
  return right.as === 'client' ? linkStands(store, right.room, right.link) : signInStands(store, right.signIn)
}
