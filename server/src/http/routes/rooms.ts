/** Rooms and their links. Somebody else's room is answered like one that is not there. */
import { RoomId } from '@fermata/shared/ids'
import { NewRoom, RoomLink } from '@fermata/shared/protocol'
import { type Request, Router } from 'express'
import * as v from 'valibot'
import { listRoom, ownerOf, renewLink, roomsOf, unlistRoom } from '../../auth/links.ts'
import { eraseReflections } from '../../reflections/keep.ts'
import { done, noSuchRoom, type Routes } from '../route.ts'

/** The room that the address names; `null` when it cannot be one. */
export function roomNamed(request: Request): RoomId | null {
  const room = v.safeParse(RoomId, request.params['room'])
  return room.success ? room.output : null
}

export function roomRoutes(routes: Routes): Router {
  const { store, rooms, log, onRoom } = routes.parts
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
    if (room === null || (await ownerOf(store, room)) !== therapist) return noSuchRoom
    // The door goes last: as long as it hangs there, an erasure that was cut short can be asked for again.
    await Promise.all([eraseReflections(store, room), rooms.notes.erase(room)])
    await store.rooms.erase(room)
    // Once more, for what was on its way; nothing is taken from now on.
    await Promise.all([eraseReflections(store, room), rooms.notes.erase(room)])
    await unlistRoom(store, therapist, room)
    log.info('roomErased', { room })
    onRoom.doorClosed(room)
    return done
  }))
  return router
}
