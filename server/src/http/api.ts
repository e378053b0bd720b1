/**
 * The HTTP interface: opening a practice, signing in, the vault, rooms and doors. Every body is unknown until its
 * schema has parsed it; every refusal is a code; nothing of a request is logged.
 */
import type { RandomSource, TherapistId } from '@fermata/shared/ids'
import * as wire from '@fermata/shared/protocol'
import { RoomId, WrapId } from '@fermata/shared/ids'
import type { Refusal } from '@fermata/shared/result'
import express, { type Request, type Response, Router } from 'express'
import * as v from 'valibot'
import { accountOf, openPractice, putRecords, putWrap, therapistByRecovery, vaultOf } from '../auth/accounts.ts'
import { listRoom, openDoor, ownerOf, renewLink, roomsOf, unlistRoom } from '../auth/links.ts'
import { isUnused } from '../auth/set-up.ts'
import { type SignInCookie, signedIn, signIn, signOut } from '../auth/sign-ins.ts'
import { faultName, type Log } from '../log.ts'
import type { RoomService } from '../rooms/service.ts'
import { StoreUnavailable, type Store } from '../store/port.ts'

export interface ApiParts {
  store: Store
  rooms: RoomService
  cookie: SignInCookie
  random: RandomSource
  log: Log
  origin: () => string
  /** Told when a room was made, and when its link or itself has gone. */
  onRoom: { made(therapist: TherapistId, room: RoomId): void; doorClosed(room: RoomId): void }
}

/** Largest body, in bytes: a set-up with its first records. */
const BODY_BYTES = 512 * 1024

const STATUS: Partial<Record<Refusal['code'], number>> = { signedOut: 401, noSuchRoom: 404, unavailable: 503 }

type Answer = { ok: true; body?: unknown } | { ok: false; refusal: Refusal }
const done: Answer = { ok: true }
const refused = (refusal: Refusal): Answer => ({ ok: false, refusal })

export function api(parts: ApiParts): Router {
  const { store, rooms, cookie, random, log } = parts
  const router = Router()
  router.use(express.json({ limit: BODY_BYTES, strict: true }))

  /** Runs a handler guarded: refusals become codes, an unreachable store "later", a bug a bare 500 and a log line. */
  const guarded = (handle: (request: Request, response: Response) => Promise<Answer>) => async (request: Request, response: Response) => {
    try {
      if (request.method !== 'GET' && request.headers.origin !== parts.origin()) return send(response, refused({ code: 'noSuchRoom' }))
      send(response, await handle(request, response))
    } catch (thrown) {
      const away = thrown instanceof StoreUnavailable
      log.warn(away ? 'storeUnavailable' : 'requestFault', { fault: faultName(thrown) })
      send(response, refused({ code: 'unavailable', retryAfterMs: 1_000 }))
    }
  }

  /** Parses the body, or refuses. */
  const withBody = <Schema extends v.GenericSchema>(
    schema: Schema,
    handle: (body: v.InferOutput<Schema>, request: Request, response: Response) => Promise<Answer>,
  ) =>
    guarded((request, response) => {
      const parsed = v.safeParse(schema, request.body)
      return parsed.success ? handle(parsed.output, request, response) : Promise.resolve(refused({ code: 'malformed' }))
    })

  /** Who is signed in by the cookie of this request. */
  const whoIs = async (request: Request): Promise<TherapistId | null> => {
    const token = cookie.read(request.headers.cookie)
    return token === null ? null : signedIn(store, token)
  }
  const asTherapist =
    <Rest extends unknown[]>(handle: (therapist: TherapistId, ...rest: Rest) => Promise<Answer>) =>
    async (request: Request, ...rest: Rest): Promise<Answer> => {
      const therapist = await whoIs(request)
      return therapist === null ? refused({ code: 'signedOut' }) : handle(therapist, ...rest)
    }
  const startSignIn = async (response: Response, therapist: TherapistId): Promise<void> => {
    response.append('Set-Cookie', cookie.write(await signIn(store, random, therapist)))
  }

  router.post('/setup/check', withBody(wire.SetupCheck, async ({ token }) => ({ ok: true, body: { good: await isUnused(store, token) } })))
  router.post('/setup', withBody(wire.Setup, async (setup, _request, response) => {
    if (!(await openPractice(store, setup))) return refused({ code: 'noSuchRoom' })
    log.info('practiceOpened', { therapist: setup.therapist })
    await startSignIn(response, setup.therapist)
    return done
  }))
  router.post('/sign-in', withBody(wire.RecoverySignIn, async ({ recoveryId, recoveryAuth }, _request, response) => {
    const therapist = await therapistByRecovery(store, recoveryId, recoveryAuth)
    if (therapist === null) return refused({ code: 'signedOut' })
    await startSignIn(response, therapist)
    return done
  }))
  router.post('/sign-out', guarded(async (request, response) => {
    const token = cookie.read(request.headers.cookie)
    if (token !== null) await signOut(store, token)
    response.append('Set-Cookie', cookie.write(null))
    return done
  }))

  router.get('/account', guarded(asTherapist(async (therapist) => ({ ok: true, body: await accountOf(store, therapist) }))))
  router.put('/account/wraps/:wrap', withBody(wire.Wrap, async (wrap, request) =>
    asTherapist(async (therapist) => {
      if (wrap.wrap !== v.parse(WrapId, request.params['wrap'])) return refused({ code: 'malformed' })
      await putWrap(store, therapist, wrap)
      return done
    })(request)))
  router.get('/vault', guarded(asTherapist(async (therapist) => ({ ok: true, body: { records: await vaultOf(store, therapist) } }))))
  router.put('/vault', withBody(wire.VaultRecords, async ({ records }, request) =>
    asTherapist(async (therapist) => ((await putRecords(store, therapist, records)) ? done : refused({ code: 'outOfPhase' })))(request)))

  router.get('/rooms', guarded(asTherapist(async (therapist) => ({ ok: true, body: { rooms: await roomsOf(store, therapist) } }))))
  router.post('/rooms', withBody(wire.NewRoom, async ({ room, ...link }, request) =>
    asTherapist(async (therapist) => {
      await rooms.create(room)
      if (!(await listRoom(store, therapist, room, link))) return refused({ code: 'noSuchRoom' })
      log.info('roomMade', { room })
      parts.onRoom.made(therapist, room)
      return done
    })(request)))
  router.put('/rooms/:room/link', withBody(wire.RoomLink, async (link, request) =>
    asTherapist(async (therapist) => {
      const room = v.safeParse(RoomId, request.params['room'])
      if (!room.success || !(await renewLink(store, therapist, room.output, link))) return refused({ code: 'noSuchRoom' })
      log.info('linkRenewed', { room: room.output })
      parts.onRoom.doorClosed(room.output)
      return done
    })(request)))
  router.delete('/rooms/:room', guarded(async (request) =>
    asTherapist(async (therapist) => {
      const room = v.safeParse(RoomId, request.params['room'])
      if (!room.success || (await ownerOf(store, room.output)) !== therapist) return refused({ code: 'noSuchRoom' })
      await unlistRoom(store, therapist, room.output)
      await store.rooms.erase(room.output)
      log.info('roomErased', { room: room.output })
      parts.onRoom.doorClosed(room.output)
      return done
    })(request)))

  router.post('/rooms/:room/door', withBody(wire.DoorAsk, async ({ link, auth }, request) => {
    const room = v.safeParse(RoomId, request.params['room'])
    const bundle = room.success ? await openDoor(store, room.output, link, auth) : null
    return bundle === null ? refused({ code: 'noSuchRoom' }) : { ok: true, body: { bundle } }
  }))
  router.use((_request, response) => send(response, refused({ code: 'noSuchRoom' })))
  return router
}

function send(response: Response, answer: Answer): void {
  if (answer.ok) response.status(200).json(answer.body ?? {})
  else response.status(STATUS[answer.refusal.code] ?? 400).json({ refusal: answer.refusal })
}
