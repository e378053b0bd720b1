/** What hangs on a door, for whoever has its link. Wrong room, wrong link, renewed, erased: one answer. */
import { DoorAsk } from '@fermata/shared/protocol'
import { Router } from 'express'
import { openDoor } from '../../auth/links.ts'
import { noSuchRoom, type Routes } from '../route.ts'
import { roomNamed } from './rooms.ts'

export function doorRoutes(routes: Routes): Router {
  const { store } = routes.parts
  const router = Router()
  router.post('/rooms/:room/door', routes.guess(DoorAsk, noSuchRoom, async ({ link, auth }, request) => {
    const room = roomNamed(request)
    const bundle = room === null ? null : await openDoor(store, room, link, auth)
    return bundle === null ? noSuchRoom : { ok: true, body: { bundle } }
  }))
  return router
}
