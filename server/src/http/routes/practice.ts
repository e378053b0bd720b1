/** Opening a practice, signing in and out. */
import type { TherapistId } from '@fermata/shared/ids'
import { RecoverySignIn, Setup, SetupCheck } from '@fermata/shared/protocol'
import { type Request, type Response, Router } from 'express'
import { accountOf, anyPractice, openPractice, therapistByRecovery } from '../../auth/accounts.ts'
import { eraseAccount } from '../../erasure/erase.ts'
import { isUnused } from '../../auth/set-up.ts'
import { signedIn, signIn, signInOf, signOut } from '../../auth/sign-ins.ts'
import { areDistinct, done, malformed, noSuchRoom, type Routes, wrongCode } from '../route.ts'

const spentLink = { ok: true, body: { good: false } } as const

export function practiceRoutes(routes: Routes): Router {
  const { store, cookie, random, log, onSignedOut, onSignedInAgain, onRoom, erasure } = routes.parts
  const router = Router()

  /** The browser has one cookie: what it signed in with before ends, since nobody could end it afterwards. */
  const startSignIn = async (request: Request, response: Response, therapist: TherapistId): Promise<void> => {
    const before = cookie.read(request.headers.cookie)
    const of = before === null ? null : await signedIn(store, before)
    response.append('Set-Cookie', cookie.write(await signIn(store, random, therapist)))
    if (before === null || of === null) return
    await signOut(store, before)
    if (of !== therapist) onSignedOut(signInOf(before))
    // Its pages connect again, and do so by the new cookie: they must have that first.
    else response.once('finish', () => onSignedInAgain(signInOf(before)))
  }

  const endSignIn = async (request: Request, response: Response): Promise<void> => {
    const token = cookie.read(request.headers.cookie)
    if (token !== null) {
      await signOut(store, token)
      onSignedOut(signInOf(token))
    }
    response.append('Set-Cookie', cookie.write(null))
  }

  router.get('/practice', routes.open(async () =>
    ({ ok: true, body: { practice: (await anyPractice(store)) ? 'open' : 'none' } })))

  router.post('/setup/check', routes.guess(SetupCheck, spentLink, async ({ token }) =>
    (await isUnused(store, token)) ? { ok: true, body: { good: true } } : spentLink,
  ))

  router.post('/setup', routes.guess(Setup, noSuchRoom, async (setup, request, response) => {
    const { wraps, records } = setup
    if (!areDistinct(wraps.map((one) => one.wrap)) || !areDistinct(records.map((one) => one.record))) return malformed
    if (!(await openPractice(store, setup))) return noSuchRoom
    log.info('practiceOpened', { therapist: setup.therapist })
    await startSignIn(request, response, setup.therapist)
    return done
  }))

  router.post('/sign-in', routes.guess(RecoverySignIn, wrongCode, async (code, request, response) => {
    const therapist = await therapistByRecovery(store, code.recoveryId, code.recoveryAuth)
    if (therapist === null) return wrongCode
    log.info('signedIn', { therapist })
    await startSignIn(request, response, therapist)
    return done
  }))

  router.post('/sign-out', routes.open(async (request, response) => {
    await endSignIn(request, response)
    return done
  }))

  // Everything of theirs. Typing the recovery code back is the second yes; no cookie alone ends a practice.
  router.delete('/account', routes.signedInGuess(RecoverySignIn, wrongCode, async (therapist, code, request, response) => {
    if ((await therapistByRecovery(store, code.recoveryId, code.recoveryAuth)) !== therapist) return wrongCode
    await eraseAccount(erasure, therapist, (room) => onRoom.doorClosed(room))
    log.info('accountErased', { therapist })
    await endSignIn(request, response)
    return done
  }))

  router.get('/account', routes.signedIn(async (therapist, request, response) => {
    // The sign-in was just prolonged in the store; the browser keeps its cookie as long.
    response.append('Set-Cookie', cookie.write(cookie.read(request.headers.cookie)))
    return { ok: true, body: await accountOf(store, therapist) }
  }))
  return router
}
