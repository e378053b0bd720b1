/** Reflections: put by whoever proves the room's link, handed to the room's therapist alone; own copies to the client. */
import { CLIENT, SessionId } from '@fermata/shared/ids'
import { OwnCopiesAsk, ReflectionBeside, ReflectionPut } from '@fermata/shared/protocol'
import { Router } from 'express'
import * as v from 'valibot'
import { openDoor, ownerOf } from '../../auth/links.ts'
import { eraseReflection } from '../../erasure/erase.ts'
import { keepReflection, layBeside, ownCopies, reflectionsOf } from '../../reflections/keep.ts'
import { done, noSuchRoom, refused, type Routes } from '../route.ts'
import { roomNamed } from './rooms.ts'

export function reflectionRoutes(routes: Routes): Router {
  const { store, log, keep, erasure } = routes.parts
  const router = Router()

  router.put('/rooms/:room/reflections', routes.guess(ReflectionPut, noSuchRoom, async (put, request) => {
    const { link, auth, ...reflection } = put
    const room = roomNamed(request)
    if (room === null || (await openDoor(store, room, link, auth)) === null) return noSuchRoom
    // A room's link is its client's; nobody else's place can be written with it.
    if (reflection.seat !== CLIENT) return refused({ code: 'notForYourSeat' })
    const kept = await keepReflection(store, room, reflection, keep.reflections)
    return kept.ok ? done : refused(kept.refusal)
  }))

  router.get('/rooms/:room/reflections', routes.signedIn(async (therapist, request) => {
    const room = roomNamed(request)
    if (room === null || (await ownerOf(store, room)) !== therapist) return noSuchRoom
    return { ok: true, body: { reflections: await reflectionsOf(store, room) } }
  }))

  // A receipt of what was opened, or the client's copy: by the room's therapist.
  router.put('/rooms/:room/reflections/beside', routes.signedInBody(ReflectionBeside, async (therapist, beside, request) => {
    const room = roomNamed(request)
    if (room === null || (await ownerOf(store, room)) !== therapist) return noSuchRoom
    const laid = await layBeside(store, room, beside)
    return laid.ok ? done : refused(laid.refusal)
  }))

  router.delete('/rooms/:room/reflections/:session', routes.signedIn(async (therapist, request) => {
    const room = roomNamed(request)
    const session = v.safeParse(SessionId, request.params['session'])
    if (room === null || !session.success || (await ownerOf(store, room)) !== therapist) return noSuchRoom
    await eraseReflection(erasure, room, session.output)
    log.info('reflectionErased', { room, session: session.output })
    return done
  }))

  router.post('/rooms/:room/reflections/own', routes.guess(OwnCopiesAsk, noSuchRoom, async ({ link, auth }, request) => {
    const room = roomNamed(request)
    if (room === null || (await openDoor(store, room, link, auth)) === null) return noSuchRoom
    return { ok: true, body: { copies: await ownCopies(store, room, CLIENT) } }
  }))
  return router
}
