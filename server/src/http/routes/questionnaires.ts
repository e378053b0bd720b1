/**
 * The questionnaires of this house: all of them for its therapists; for a client those that may be answered on a screen
 * today. A licence is for the practice, not for whoever comes by.
 */
import { QuestionnairesAsk } from '@fermata/shared/protocol'
import { isInForce } from '@fermata/shared/questionnaire'
import { Router } from 'express'
import { openDoor } from '../../auth/links.ts'
import { noSuchRoom, type Routes } from '../route.ts'
import { roomNamed } from './rooms.ts'

export function questionnaireRoutes(routes: Routes): Router {
  const router = Router()
  const { questionnaires, store } = routes.parts
  router.get('/questionnaires', routes.signedIn(() => Promise.resolve({ ok: true, body: { questionnaires } })))

  router.post('/rooms/:room/questionnaires', routes.guess(QuestionnairesAsk, noSuchRoom, async ({ link, auth }, request) => {
    const room = roomNamed(request)
    if (room === null || (await openDoor(store, room, link, auth)) === null) return noSuchRoom
    const today = new Date(store.now()).toISOString().slice(0, 10)
    const offered = questionnaires.filter((one) => one.entry.entry === 'questions' && isInForce(one, today))
    return { ok: true, body: { questionnaires: offered } }
  }))
  return router
}
