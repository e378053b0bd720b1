/** The signed-in therapist's wraps and sealed records. */
import { VaultRecords, WrapPut } from '@fermata/shared/protocol'
import { Router } from 'express'
import { putRecords, therapistByRecovery, vaultOf } from '../../auth/accounts.ts'
import { addBrowserWrap } from '../../auth/wraps.ts'
import { areDistinct, done, malformed, refused, type Routes, wrongCode } from '../route.ts'

export function vaultRoutes(routes: Routes): Router {
  const { store } = routes.parts
  const router = Router()

  // A cookie alone adds no key to a vault: whoever gives a browser one has just typed the recovery code.
  router.put('/account/wraps/:wrap', routes.signedInGuess(WrapPut, wrongCode, async (therapist, { wrap, ...code }, request) => {
    if (wrap.wrap !== request.params['wrap']) return malformed
    if ((await therapistByRecovery(store, code.recoveryId, code.recoveryAuth)) !== therapist) return wrongCode
    return (await addBrowserWrap(store, therapist, wrap)) ? done : malformed
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
