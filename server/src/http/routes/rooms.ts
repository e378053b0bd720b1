/** Rooms and their links. Somebody else's room is answered like one that is not there. */
import { RoomId, SessionId } from '@fermata/shared/ids'
import { NewRoom, RoomLink } from '@fermata/shared/protocol'
import { type Request, Router } from 'express'
import * as v from 'valibot'
import { listRoom, ownerOf, owns, renewLink, roomsOf } from '../../auth/links.ts'
import { eraseRoom, eraseSession } from '../../erasure/erase.ts'
import { done, noSuchRoom, refused, type Routes } from '../route.ts'

/** The room that the address names; `null` when it cannot be one. */
export function roomNamed(request: Request): RoomId | null {
  const room = v.safeParse(RoomId, request.params['room'])
  return room.success ? room.output : null
}

export function roomRoutes(routes: Routes): Router {
  const { store, rooms, log, onRoom, erasure } = routes.parts
  const router = Router()

  router.get('/rooms', routes.signedIn(async (therapist) => {
    const own = await roomsOf(store, therapist)
    return { ok: true, body: { rooms: own } }
  }))

  router.post('/rooms', routes.signedInBody(NewRoom, async (therapist, { room, ...link }) => {
    // An id that was erased is never a room again.
    if (!(await rooms.create(room)) && (await rooms.now(room)) === null) return noSuchRoom
    if (!(await listRoom(store, therapist, room, link))) return noSuchRoom
    log.info('roomMade', { room })
    onRoom.made(therapist, room)
    return done
  }))

  router.put('/rooms/:room/link', routes.signedInBody(RoomLink, async (therapist, link, request) => {
    const room = roomNamed(request)
    if (room === null || !(await renewLink(store, therapist, room, link))) return noSuchRoom
    log.info('linkRenewed', { room })
    onRoom.doorClosed(room)
    return done
  }))

  router.delete('/rooms/:room', routes.signedIn(async (therapist, request) => {
    const room = roomNamed(request)
    // Also one whose erasure was cut short: it can be asked for again.
    if (room === null || !(await owns(store, therapist, room))) return noSuchRoom
    await eraseRoom(erasure, therapist, room)
    log.info('roomErased', { room })
    onRoom.doorClosed(room)
    return done
  }))

  // One session of it: what the client wrote after it, and what was said in it.
  router.delete('/rooms/:room/sessions/:session', routes.signedIn(async (therapist, request) => {
    const room = roomNamed(request)
    const session = v.safeParse(SessionId, request.params['session'])
    if (room === null || !session.success || (await ownerOf(store, room)) !== therapist) return noSuchRoom
    const erased = await eraseSession(erasure, room, session.output)
    if (!erased.ok) return refused(erased.refusal)
    log.info('sessionErased', { room, session: session.output })
    return done
  }))
  return router
}
