/** What hangs on a door, for whoever has its link, and the last word of who sat behind it. Wrong in any way: one answer. */
import { DoorAsk, LastWord } from '@fermata/shared/protocol'
import { Router } from 'express'
import { hashOf } from '../../auth/hash.ts'
import { openDoor } from '../../auth/links.ts'
import { lastWord } from '../../rooms/last-word.ts'
import { done, noSuchRoom, refused, type Routes } from '../route.ts'
import { roomNamed } from './rooms.ts'

export function doorRoutes(routes: Routes): Router {
  const { store, rooms } = routes.parts
  const router = Router()
  router.post('/rooms/:room/door', routes.guess(DoorAsk, noSuchRoom, async ({ link, auth }, request) => {
    const room = roomNamed(request)
    const bundle = room === null ? null : await openDoor(store, room, link, auth)
    return bundle === null ? noSuchRoom : { ok: true, body: { bundle } }
  }))

  router.post('/rooms/:room/last-word', routes.guess(LastWord, noSuchRoom, async ({ link, auth, proof, ...word }, request) => {
    const room = roomNamed(request)
    if (room === null || (await openDoor(store, room, link, auth)) === null) return noSuchRoom
    const taken = await lastWord(rooms, room, { ...word, proof: hashOf(proof) })
    return taken.ok ? done : refused(taken.refusal)
  }))
  return router
}
