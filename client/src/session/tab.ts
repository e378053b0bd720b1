/**
 * Who this tab is, across reloads: its device id, and the resume token by which it takes its place again. The token
 * is renewed at each use; both halves are kept before they are used, so that no crash in between shuts the tab out.
 */
import { toBase64url } from '@fermata/shared/bytes'
import { type DeviceId, newId, type RandomSource } from '@fermata/shared/ids'
import type { Clock } from '@fermata/shared/clock'
import { authHash } from '../crypto/door/link.ts'
import { readJson, type TabKeep } from '../lib/keep.ts'

interface Tokens {
  /** Shown at the next attach; `null` before the first knock. */
  present: string | null
  /** Shown at the one after; its hash is announced with the present one. */
  next: string
}

/** The device id of this tab, made at its first use. */
export function deviceOf(keep: TabKeep, random: RandomSource): DeviceId {
  const known = keep.get('device')
  if (known !== null) return known as DeviceId
  const made = newId<DeviceId>(random)
  keep.set('device', made)
  return made
}

/** Which of this tab's connections the next one is: later than all before it, also on another page, and where nothing is kept. */
export function nextConnection(keep: TabKeep, clock: Clock): number {
  const nth = Math.max(Number(keep.get('connections') ?? 0) + 1, Math.floor(clock.now()))
  keep.set('connections', String(nth))
  return nth
}

/** Whether this tab has asked to come in before, so that it may have a place to go back to. */
export const hasKnocked = (keep: TabKeep): boolean => (readJson<Tokens>(keep, 'tokens')?.present ?? null) !== null

/** From now on this tab is nobody the server has met. */
export function forgetTab(keep: TabKeep): void {
  keep.remove('device')
  keep.remove('tokens')
}

export class ResumeToken {
  constructor(
    private readonly keep: TabKeep,
    private readonly random: RandomSource,
  ) {}

  /** What an attach shows and announces. Sent again unchanged until `used`. */
  async forAttach(): Promise<{ proof: string | null; next: string }> {
    const { present, next } = this.#read()
    return { proof: present, next: await authHash(next) }
  }

  /** What this tab would show at its next attach; `null` before the first knock. */
  get shown(): string | null {
    return this.#read().present
  }

  /**
   * The attach that showed `proof` was answered: the announced token is the present one from now on. An answer that comes
   * late, or twice, changes nothing: by then another one is the present one.
   */
  used(proof: string | null): void {
    const { present, next } = this.#read()
    if (present !== proof) return
    this.#write({ present: present === null ? null : next, next: this.#fresh() })
  }

  /** The hash that goes with a knock: of the token this tab shows afterwards. */
  async forKnock(): Promise<string> {
    const { present, next } = this.#read()
    const token = present ?? this.#fresh()
    this.#write({ present: token, next })
    return authHash(token)
  }

  #read(): Tokens {
    const known = readJson<Tokens>(this.keep, 'tokens')
    if (known !== null) return known
    const made = { present: null, next: this.#fresh() }
    this.#write(made)
    return made
  }

  #write(tokens: Tokens): void {
    this.keep.set('tokens', JSON.stringify(tokens))
  }

  #fresh(): string {
    return toBase64url(this.random.bytes(32))
  }
}
