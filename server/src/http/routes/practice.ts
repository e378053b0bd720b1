/** Opening a practice, signing in and out. */
import type { TherapistId } from '@fermata/shared/ids'
import { RecoverySignIn, Setup, SetupCheck } from '@fermata/shared/protocol'
import { type Response, Router } from 'express'
import { accountOf, openPractice, therapistByRecovery } from '../../auth/accounts.ts'
import { eraseAccount } from '../../erasure/erase.ts'
import { isUnused } from '../../auth/set-up.ts'
import { signIn, signInOf, signOut } from '../../auth/sign-ins.ts'
import { areDistinct, done, malformed, noSuchRoom, refused, type Routes } from '../route.ts'

const wrongCode = refused({ code: 'signedOut' })
const spentLink = { ok: true, body: { good: false } } as const

export function practiceRoutes(routes: Routes): Router {
  const { store, cookie, random, log, onSignedOut, onRoom, erasure } = routes.parts
  const router = Router()

  const startSignIn = async (response: Response, therapist: TherapistId): Promise<void> => {
    response.append('Set-Cookie', cookie.write(await signIn(store, random, therapist)))
  }

  router.post('/setup/check', routes.guess(SetupCheck, spentLink, async ({ token }) =>
    (await isUnused(store, token)) ? { ok: true, body: { good: true } } : spentLink,
  ))

  router.post('/setup', routes.guess(Setup, noSuchRoom, async (setup, _request, response) => {
    const { wraps, records } = setup
    if (!areDistinct(wraps.map((one) => one.wrap)) || !areDistinct(records.map((one) => one.record))) return malformed
    if (!(await openPractice(store, setup))) return noSuchRoom
    log.info('practiceOpened', { therapist: setup.therapist })
    await startSignIn(response, setup.therapist)
    return done
  }))

  router.post('/sign-in', routes.guess(RecoverySignIn, wrongCode, async (code, _request, response) => {
    const therapist = await therapistByRecovery(store, code.recoveryId, code.recoveryAuth)
    if (therapist === null) return wrongCode
    log.info('signedIn', { therapist })
    await startSignIn(response, therapist)
    return done
  }))

  router.post('/sign-out', routes.open(async (request, response) => {
    const token = cookie.read(request.headers.cookie)
    if (token !== null) {
      await signOut(store, token)
      onSignedOut(signInOf(token))
    }
    response.append('Set-Cookie', cookie.write(null))
    return done
  }))

  // Everything of theirs. Typing the recovery code back is the second yes; no cookie alone ends a practice.
  router.delete('/account', routes.signedInGuess(RecoverySignIn, wrongCode, async (therapist, code, request, response) => {
    if ((await therapistByRecovery(store, code.recoveryId, code.recoveryAuth)) !== therapist) return wrongCode
    await eraseAccount(erasure, therapist, (room) => onRoom.doorClosed(room))
    log.info('accountErased', { therapist })
    const token = cookie.read(request.headers.cookie)
    if (token !== null) {
      await signOut(store, token)
      onSignedOut(signInOf(token))
    }
    response.append('Set-Cookie', cookie.write(null))
    return done
  }))

  router.get('/account', routes.signedIn(async (therapist, request, response) => {
    // The sign-in was just prolonged in the store; the browser keeps its cookie as long.
    response.append('Set-Cookie', cookie.write(cookie.read(request.headers.cookie)))
    return { ok: true, body: await accountOf(store, therapist) }
  }))
  return router
}
