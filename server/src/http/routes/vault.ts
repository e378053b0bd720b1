/** The signed-in therapist's wraps and sealed records. */
import { VaultRecords, Wrap } from '@fermata/shared/protocol'
import { Router } from 'express'
import { putRecords, putWrap, vaultOf } from '../../auth/accounts.ts'
import { areDistinct, done, malformed, refused, type Routes } from '../route.ts'

export function vaultRoutes(routes: Routes): Router {
  const { store } = routes.parts
  const router = Router()

  router.put('/account/wraps/:wrap', routes.signedInBody(Wrap, async (therapist, wrap, request) => {
    if (wrap.wrap !== request.params['wrap']) return malformed
    await putWrap(store, therapist, wrap)
    return done
  }))

  router.get('/vault', routes.signedIn(async (therapist) => {
    const records = await vaultOf(store, therapist)
    return { ok: true, body: { records } }
  }))

  router.put('/vault', routes.signedInBody(VaultRecords, async (therapist, { records }) => {
    if (!areDistinct(records.map((one) => one.record))) return malformed
    return (await putRecords(store, therapist, records)) ? done : refused({ code: 'outOfPhase' })
  }))
  return router
}
