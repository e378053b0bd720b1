/**
 * The keys that open grants, one for each knock of this tab, in the browser's database. Their names stay with the tab
 * and outlast a reload, so that each key can be removed once nothing can come of its knock.
 */
import type { KnockId } from '@fermata/shared/ids'
import type { PendingKnock } from '../../crypto/door/knock.ts'
import { type KeyKeep, readJson, type TabKeep } from '../../lib/keep.ts'

const NAMES = 'knocks'
const keyOf = (knock: KnockId): string => `knock.${knock}`

export class KeptKnocks {
  constructor(
    private readonly keep: TabKeep,
    private readonly keys: KeyKeep,
  ) {}

  /** Keeps what opens the grant of a knock. The name comes first: a key without one would stay for ever. */
  async add(knock: KnockId, pending: PendingKnock): Promise<void> {
    this.#write([...this.#names(), knock])
    await this.keys.set(keyOf(knock), pending)
  }

  /** `null` for a knock of another tab, or one that was let go. */
  async get(knock: KnockId): Promise<PendingKnock | null> {
    return ((await this.keys.get(keyOf(knock))) ?? null) as PendingKnock | null
  }

  /** The server takes this knock for the tab's: those made before it are over. A later one may be on its way. */
  async removeBefore(knock: KnockId): Promise<void> {
    const names = this.#names()
    await this.#remove(names.slice(0, Math.max(0, names.indexOf(knock))))
  }

  removeAll(): Promise<void> {
    return this.#remove(this.#names())
  }

  async #remove(names: readonly KnockId[]): Promise<void> {
    if (names.length === 0) return
    await Promise.all(names.map((knock) => this.keys.remove(keyOf(knock))))
    this.#write(this.#names().filter((knock) => !names.includes(knock)))
  }

  #names(): KnockId[] {
    return readJson<KnockId[]>(this.keep, NAMES) ?? []
  }

  #write(names: readonly KnockId[]): void {
    if (names.length === 0) this.keep.remove(NAMES)
    else this.keep.set(NAMES, JSON.stringify(names))
  }
}
