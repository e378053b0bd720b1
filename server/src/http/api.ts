/** The HTTP interface: opening a practice, signing in, the vault, rooms, doors and reflections. Nothing of a request is logged. */
import express, { type RequestHandler, Router } from 'express'
import { boundRequests } from './at-once.ts'
import { type ApiParts, noSuchRoom, refused, Routes, send } from './route.ts'
import { doorRoutes } from './routes/door.ts'
import { houseRoutes } from './routes/house.ts'
import { practiceRoutes } from './routes/practice.ts'
import { questionnaireRoutes } from './routes/questionnaires.ts'
import { reflectionRoutes } from './routes/reflections.ts'
import { relayRoutes } from './routes/relay.ts'
import { roomRoutes } from './routes/rooms.ts'
import { vaultRoutes } from './routes/vault.ts'

/** Largest body, in bytes: a set-up with its first records. */
const BODY_BYTES = 512 * 1024
const tooManyAtOnce = refused({ code: 'tooMany', retryAfterMs: 1_000 })

export function api(parts: ApiParts): Router {
  const routes = new Routes(parts)
  const router = Router()
  router.use(boundRequests(parts.addresses, (_request, response) => send(response, tooManyAtOnce)))
  router.use(ownPageOnly(parts.origin), express.json({ limit: BODY_BYTES, strict: true }))
  router.use(practiceRoutes(routes), vaultRoutes(routes), roomRoutes(routes), doorRoutes(routes))
  router.use(relayRoutes(routes), reflectionRoutes(routes), houseRoutes(routes), questionnaireRoutes(routes))
  router.use((_request, response) => send(response, noSuchRoom))
  return router
}

/** Whatever changes something comes from our own page: browsers name the page with every such request. */
function ownPageOnly(origin: () => string): RequestHandler {
  return (request, response, next) => {
    const reads = request.method === 'GET' || request.method === 'HEAD'
    if (reads || request.headers.origin === origin()) next()
    else send(response, noSuchRoom)
  }
}
