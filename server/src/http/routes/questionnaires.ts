/** The questionnaires of this house, for its therapists: a licence is for the practice, not for whoever comes by. */
import { Router } from 'express'
import type { Routes } from '../route.ts'

export function questionnaireRoutes(routes: Routes): Router {
  const router = Router()
  const { questionnaires } = routes.parts
  router.get('/questionnaires', routes.signedIn(() => Promise.resolve({ ok: true, body: { questionnaires } })))
  return router
}
