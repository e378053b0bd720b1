/** Erasure from the therapist's browser: at the server first, then in the vault, so that what failed can be asked again. */
import type { RoomId, SessionId } from '@fermata/shared/ids'
import { ok, type Refusal, type Result } from '@fermata/shared/result'
import { readRecoveryCode, recoveryKeys } from '../crypto/vault/recovery-code.ts'
import { type Api, Done } from '../lib/api.ts'
import type { OpenAccount } from '../session/therapist/account.ts'
import { withoutNext } from '../reflection/therapist/next-time.ts'
import type { OwnSides } from '../reflection/therapist/own-sides.ts'
import { forgetPast, forgetSession } from './past.ts'

type Own = Pick<OwnSides, 'erase'>
type Records = Pick<OpenAccount['records'], 'opened' | 'changeRoom' | 'keepPast' | 'remove'>

/** What a client shared after one session. That it was read is forgotten too: nothing is missing now. */
export async function eraseReflection(records: Records, api: Api, room: RoomId, session: SessionId): Promise<Result<null>> {
  const gone = await api.send('DELETE', `/rooms/${room}/reflections/${session}`, {}, Done)
  const forgotten = gone.ok ? await forgetSession(records, room, session) : gone
  if (!forgotten.ok) return forgotten
  return records.changeRoom(room, (before) => ({
    ...withoutNext(before, session), sessions: (before.sessions ?? []).map((one) => (one.session === session ? { ...one, read: null } : one)),
  }))
}

/** One session: what was shared after it, what was said in it, the therapist's own side, and the keys. */
export async function eraseSession(records: Records, own: Own, api: Api, room: RoomId, session: SessionId): Promise<Result<null>> {
  const gone = await api.send('DELETE', `/rooms/${room}/sessions/${session}`, {}, Done)
  const left = gone.ok ? await own.erase(room, session) : gone
  const forgotten = left.ok ? await forgetSession(records, room, session) : left
  if (!forgotten.ok) return forgotten
  return records.changeRoom(room, (before) => ({
    ...withoutNext(before, session), sessions: (before.sessions ?? []).filter((one) => one.session !== session),
  }))
}

/** A room with everything in it. */
export async function eraseRoom(records: Records, own: Own, api: Api, room: RoomId): Promise<Result<null>> {
  const gone = await api.send('DELETE', `/rooms/${room}`, {}, Done)
  // Not there any more: an earlier erasure got that far, and the vault is still to follow.
  if (!gone.ok && gone.refusal.code !== 'noSuchRoom') return gone
  const left = await own.erase(room, 'all')
  const forgotten = left.ok ? await forgetPast(records, room) : left
  if (!forgotten.ok) return forgotten
  const kept = records.opened.get()?.rooms.find(({ content }) => content.room === room)
  return kept === undefined ? ok(null) : records.remove(kept)
}

/** Everything. `mistyped`: that is no recovery code of this account. */
export async function eraseEverything(api: Api, typed: string): Promise<Result<null, Refusal | { code: 'mistyped' }>> {
  const code = await readRecoveryCode(typed)
  if (code === null) return { ok: false, refusal: { code: 'mistyped' } }
  const { id, auth } = await recoveryKeys(code)
  const gone = await api.send('DELETE', '/account', { recoveryId: id, recoveryAuth: auth }, Done)
  if (gone.ok) return ok(null)
  return gone.refusal.code === 'signedOut' ? { ok: false, refusal: { code: 'mistyped' } } : gone
}
