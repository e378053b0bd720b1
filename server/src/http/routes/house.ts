/** What the operator has set for all pages; nothing of anybody. */
import { Router } from 'express'
import type { Routes } from '../route.ts'

export function houseRoutes(routes: Routes): Router {
  const router = Router()
  router.get('/house', routes.open(() => Promise.resolve({ ok: true, body: routes.parts.house })))
  return router
}
