/** What a browser needs to be relayed: for the therapist's seat by sign-in, for a client's by proof of the room's link. */
import { DoorAsk, type Relay } from '@fermata/shared/protocol'
import { Router } from 'express'
import { openDoor } from '../../auth/links.ts'
import { credentialFor } from '../../relay/credentials.ts'
import { noSuchRoom, type Routes } from '../route.ts'
import { roomNamed } from './rooms.ts'

export function relayRoutes(routes: Routes): Router {
  const { store, relay } = routes.parts
  const router = Router()
  const relayFor = (seat: string): Relay =>
    relay === null
      ? { relay: 'none' }
      : { relay: 'there', only: relay.only, now: store.now(), ...credentialFor(seat, relay, store.now()) }

  router.get('/relay', routes.signedIn(async (therapist) => ({ ok: true, body: relayFor(`therapist ${therapist}`) })))

  router.post('/rooms/:room/relay', routes.guess(DoorAsk, noSuchRoom, async ({ link, auth }, request) => {
    const room = roomNamed(request)
    if (room === null || (await openDoor(store, room, link, auth)) === null) return noSuchRoom
    return { ok: true, body: relayFor(`client ${room}`) }
  }))
  return router
}
