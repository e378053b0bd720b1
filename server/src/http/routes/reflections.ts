/** Reflections: put by whoever proves the room's link, handed to the room's therapist alone. */
import { CLIENT } from '@fermata/shared/ids'
import { ReflectionPut } from '@fermata/shared/protocol'
import { Router } from 'express'
import { openDoor, ownerOf } from '../../auth/links.ts'
import { keepReflection, reflectionsOf } from '../../reflections/keep.ts'
import { done, noSuchRoom, refused, type Routes } from '../route.ts'
import { roomNamed } from './rooms.ts'

export function reflectionRoutes(routes: Routes): Router {
  const { store } = routes.parts
  const router = Router()

  router.put('/rooms/:room/reflections', routes.guess(ReflectionPut, noSuchRoom, async (put, request) => {
    const { link, auth, ...reflection } = put
    const room = roomNamed(request)
    if (room === null || (await openDoor(store, room, link, auth)) === null) return noSuchRoom
    // A room's link is its client's; nobody else's place can be written with it.
    if (reflection.seat !== CLIENT) return refused({ code: 'notForYourSeat' })
    const kept = await keepReflection(store, room, reflection)
    return kept.ok ? done : refused(kept.refusal)
  }))

  router.get('/rooms/:room/reflections', routes.signedIn(async (therapist, request) => {
    const room = roomNamed(request)
    if (room === null || (await ownerOf(store, room)) !== therapist) return noSuchRoom
    return { ok: true, body: { reflections: await reflectionsOf(store, room) } }
  }))
  return router
}
