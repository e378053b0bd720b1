import { createHash, randomBytes } from 'node:crypto'
import type { DeviceId, LinkId, RandomSource, RoomId, TherapistId } from '@fermata/shared/ids'
import { newId } from '@fermata/shared/ids'
import { PROTOCOL_VERSION } from '@fermata/shared/protocol'
import { nextConnection, openTab, type Tab } from './tab.ts'

const random: RandomSource = { bytes: (length) => randomBytes(length) }
export const fresh = <Id extends string>(): Id => newId<Id>(random)
export const secret = (): string => randomBytes(32).toString('base64url')
export const sha256 = (of: string): string =>
  createHash('sha256').update(Buffer.from(of, 'base64url')).digest('base64url')

/** A client link as its bearer knows it, and what the server is given of it. */
export interface TestLink {
  room: RoomId
  link: LinkId
  auth: string
  /** What hangs on the door. */
  box: string
}

export interface TestTherapist {
  readonly id: TherapistId
  /** The cookie of the sign-in, as a Cookie header. */
  readonly cookie: string
  readonly recovery: { recoveryId: string; recoveryAuth: string }
  /** Calls the API as this therapist, from our own page. */
  call(method: string, path: string, body?: unknown): Promise<Response>
  makeRoom(): Promise<TestLink>
  renew(link: TestLink): Promise<TestLink>
  /** Opens a desk: a tab of this therapist. */
  desk(device?: DeviceId, at?: string): Promise<Tab>
}

/** Calls the API as a page of ours does. */
export const callAs = (origin: string, cookie: string | null) => (method: string, path: string, body?: unknown) =>
  fetch(`${origin}/api${path}`, {
    method,
    headers: { Origin: origin, 'Content-Type': 'application/json', ...(cookie === null ? {} : { Cookie: cookie }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })

/** What a browser sends to open a practice with this link, and the recovery code it keeps. */
export function setupWith(setupLink: string, box = 'AAAA') {
  const recoveryAuth = secret()
  const body = {
    token: setupLink.slice(setupLink.indexOf('#') + 1),
    therapist: fresh<TherapistId>(),
    recoveryId: fresh<string>(),
    recoveryHash: sha256(recoveryAuth),
    wraps: [{ wrap: fresh<string>(), kind: 'recovery', box }],
    records: [{ record: fresh<string>(), rev: 1, box }],
  }
  return { body, recovery: { recoveryId: body.recoveryId, recoveryAuth } }
}

export const cookieOf = (response: Response): string => response.headers.getSetCookie()[0]?.split(';')[0] ?? ''

/** Opens a practice with a set-up link, as a browser would. */
export async function openPractice(origin: string, setupLink: string | null): Promise<TestTherapist> {
  if (setupLink === null) throw new Error('there is no set-up link')
  const { body, recovery } = setupWith(setupLink)
  const response = await callAs(origin, null)('POST', '/setup', body)
  if (response.status !== 200) throw new Error(`set-up was answered ${response.status}`)
  return therapistOf(origin, body.therapist, cookieOf(response), recovery)
}

function therapistOf(
  origin: string,
  id: TherapistId,
  cookie: string,
  recovery: TestTherapist['recovery'],
): TestTherapist {
  const call = callAs(origin, cookie)
  const send = async (method: string, path: string, known: TestLink): Promise<TestLink> => {
    const { room, link, auth, box } = known
    const hung = { link, authHash: sha256(auth), bundle: { rev: 1, box } }
    const response = await call(method, path, method === 'POST' ? { room, ...hung } : hung)
    if (response.status !== 200) throw new Error(`${method} ${path} was answered ${response.status}`)
    return known
  }
  const linkTo = (room: RoomId): TestLink => ({ room, link: fresh<LinkId>(), auth: secret(), box: 'AAAA' })
  return {
    id,
    cookie,
    recovery,
    call,
    makeRoom: () => send('POST', '/rooms', linkTo(fresh<RoomId>())),
    renew: ({ room }) => send('PUT', `/rooms/${room}/link`, linkTo(room)),
    desk: (device = fresh<DeviceId>(), at = origin) =>
      openTab({ origin, at }, { as: 'therapist', v: PROTOCOL_VERSION, device, nth: nextConnection() }, { cookie }),
  }
}
