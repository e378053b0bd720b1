/** A client who looks back on their session, on one page: the app's own controllers, and what the page tells them. */
import { toBase64url } from '@fermata/shared/bytes'
import type { RoomId } from '@fermata/shared/ids'
import { NOTHING_ANSWERED, QUESTIONNAIRE } from '@fermata/shared/reflection'
import type { Api } from '../../../client/src/lib/api.ts'
import { memo } from '../../../client/src/lib/observable.ts'
import { readInvitation } from '../../../client/src/reflection/client/invitation.ts'
import { LookBack, type LookBackParts, type Saving } from '../../../client/src/reflection/client/look-back.ts'
import { OwnPast } from '../../../client/src/reflection/client/own-past.ts'
import type { Visit } from '../../../client/src/session/client/visit.ts'
import type { PageParts } from '../browser/page.ts'
import type { World } from '../world/world.ts'
import type { Saved } from './pressed.ts'

export class Writing {
  readonly #lookBack: LookBack
  readonly #parts: Omit<LookBackParts, 'standing' | 'ended' | 'invited' | 'past'>
  #last: Saved | null = null

  constructor(
    private readonly world: World,
    room: RoomId,
    visit: Visit,
    { api, keys, keep, time }: PageParts & { api: Api },
  ) {
    const parts = { room, api, keys, tab: keep, clock: time, random: world.dice, door: visit.door.state }
    this.#parts = parts
    const ended = memo(visit.axes, (axes) => axes.ended)
    const invited = memo(visit.meeting, (meeting) => meeting?.invited ?? null)
    this.#lookBack = new LookBack({ ...parts, ended, invited, standing: visit.standing, past: new OwnPast(parts) })
    this.#lookBack.state.watch(() => this.isSaved && this.#told())
  }

  /** What this page says of what was written last; `null` where it offers nothing. */
  get saving(): Saving | null {
    const state = this.#lookBack.state.get()
    return state.open === 'yes' ? state.saving : null
  }

  get isSaved(): boolean {
    return this.saving === 'saved'
  }

  /** Writes something, where the page offers it. */
  async write(): Promise<void> {
    const { dice, witness } = this.world
    if (this.#lookBack.state.get().open !== 'yes') return
    const words = toBase64url(dice.bytes(18))
    witness.written.add(words)
    const answered = { questionnaire: QUESTIONNAIRE, mode: 'words', answers: NOTHING_ANSWERED, words, share: 'showAfter' } as const
    if (!(await this.#lookBack.send(answered))) return
    const { room, keys, clock } = this.#parts
    const kept = await readInvitation(keys, room, clock.now())
    if (kept !== null) this.#last = { room, session: kept.session, rev: kept.rev, words }
  }

  #told(): void {
    if (this.#last === null) return
    this.world.step(`is told that ${this.#last.words} is saved`)
    this.world.witness.saved.push(this.#last)
    this.#last = null
  }
}
