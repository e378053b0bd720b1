/**
 * Which questionnaires a client is offered at the end: the therapist's word, kept on the device for the day after, and
 * what those ask, as the server hands it to whoever proves the link. It does not learn which of them are offered.
 */
import type { RoomId, SessionId } from '@fermata/shared/ids'
import { QuestionnaireList } from '@fermata/shared/protocol'
import type { Instrument } from '@fermata/shared/questionnaire'
import { QUESTIONNAIRE } from '@fermata/shared/reflection'
import { ok, refuse, type Result } from '@fermata/shared/result'
import type { Api } from '../../lib/api.ts'
import type { KeyKeep } from '../../lib/keep.ts'
import type { Observable } from '../../lib/observable.ts'
import type { DoorState } from '../../session/client/door.ts'
import { offeredName } from './invitation.ts'

/** What is asked: ours or not, and others in their order. */
export interface Questions {
  ours: 'asked' | 'notAsked'
  others: readonly Instrument[]
}

interface Kept {
  session: SessionId
  offered: readonly string[]
}

export interface OfferedParts {
  room: RoomId
  api: Api
  keys: KeyKeep
  door: Observable<DoorState>
}

export class Offered {
  readonly #parts: OfferedParts

  constructor(parts: OfferedParts) {
    this.#parts = parts
  }

  /** The therapist's word as it stands in this session. Where it is ours alone, nothing is kept. */
  async heard(session: SessionId, offered: readonly string[]): Promise<void> {
    const { keys, room } = this.#parts
    if (offered.length === 1 && offered[0] === QUESTIONNAIRE) return keys.remove(offeredName(room))
    await keys.set(offeredName(room), { session, offered } satisfies Kept)
  }

  /** What is asked about this session; a questionnaire that is not to be had any more is left out. */
  async questions(): Promise<Result<Questions>> {
    const { keys, room } = this.#parts
    const kept = (await keys.get(offeredName(room))) as Kept | undefined
    const names = kept?.offered ?? [QUESTIONNAIRE]
    const ours = names.includes(QUESTIONNAIRE) ? 'asked' : 'notAsked'
    if (names.every((name) => name === QUESTIONNAIRE)) return ok({ ours, others: [] })
    const known = await this.loaded()
    if (!known.ok) return known
    const others = names.flatMap((name) => (name === QUESTIONNAIRE ? [] : known.value.filter(({ questionnaire }) => questionnaire === name)))
    return ok({ ours: others.length === 0 ? 'asked' : ours, others })
  }

  /** All that may be answered on a screen: also what was answered before is read with these. */
  async loaded(): Promise<Result<readonly Instrument[]>> {
    const { door, api, room } = this.#parts
    const here = door.get()
    if (here.door !== 'open') return refuse({ code: 'unavailable', retryAfterMs: 1_000 })
    const { id: link, auth } = here.link
    const asked = await api.send('POST', `/rooms/${room}/questionnaires`, { link, auth }, QuestionnaireList)
    return asked.ok ? ok(asked.value.questionnaires) : asked
  }
}
