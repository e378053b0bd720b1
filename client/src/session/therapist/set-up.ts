/**
 * Opening a practice: a name, a recovery code noted and typed back, and the account is made. Until the code was typed
 * back nothing is stored and the link stays unspent, so that nobody ends with a vault that they cannot reopen.
 */
import { type RandomSource, newId, type TherapistId } from '@fermata/shared/ids'
import { findToken } from '@fermata/shared/link-text'
import { type Setup, SetupCheck } from '@fermata/shared/protocol'
import * as v from 'valibot'
import { newRecoveryCode, readRecoveryCode, type RecoveryCode, recoveryKeys } from '../../crypto/vault/recovery-code.ts'
import { newTherapistKeys } from '../../crypto/vault/therapist-keys.ts'
import { newVault, wrapForRecovery } from '../../crypto/vault/vault.ts'
import { type Api, Done } from '../../lib/api.ts'
import type { TabKeep } from '../../lib/keep.ts'
import { type Observable, observable } from '../../lib/observable.ts'
import type { Account } from './account.ts'
import { firstRecords } from './records.ts'

export type SetUpStep =
  | { step: 'checking' }
  /** Letters of the link are missing. */
  | { step: 'incomplete' }
  /** Not a set-up link any more: used, or older than an hour. */
  | { step: 'spent' }
  | { step: 'unreachable' }
  | { step: 'name' }
  | { step: 'note'; name: string; code: RecoveryCode }
  | { step: 'typeBack'; name: string; code: RecoveryCode; problem: 'none' | 'mistyped' | 'notSaved' }
  | { step: 'saving'; name: string; code: RecoveryCode }
  | { step: 'done' }

/** The tab's memory has the token under this name. */
const KEPT = 'setUpToken'

export class SetUp {
  readonly step: Observable<SetUpStep>
  readonly #step = observable<SetUpStep>({ step: 'checking' })
  /** One account however often it is sent: its id is made once. */
  readonly #therapist: TherapistId
  #prepared: Promise<Setup> | null = null

  #token: string

  constructor(
    /** The letters of the token in this page's address; empty after a reload. */
    arrived: string,
    private readonly account: Account,
    private readonly api: Api,
    /** Keeps the token until the practice is open, so that a reload costs nothing. */
    private readonly tab: TabKeep,
    private readonly random: RandomSource,
  ) {
    this.step = this.#step
    this.#token = arrived === '' ? (tab.get(KEPT) ?? '') : arrived
    this.#therapist = newId<TherapistId>(random)
  }

  async start(): Promise<void> {
    const token = this.#token
    if (!v.is(SetupCheck, { token })) return this.#step.set({ step: 'incomplete' })
    this.tab.set(KEPT, token)
    const checked = await this.api.send('POST', '/setup/check', { token }, v.object({ good: v.boolean() }))
    if (!checked.ok) return this.#step.set({ step: 'unreachable' })
    if (!checked.value.good) this.tab.remove(KEPT)
    this.#step.set(checked.value.good ? { step: 'name' } : { step: 'spent' })
  }

  /** Begins with the link in a pasted text; false when there is none in it. */
  paste(text: string): boolean {
    const token = findToken(text)
    if (token === null) return false
    this.#token = token
    void this.start()
    return true
  }

  async giveName(name: string): Promise<void> {
    const trimmed = name.trim()
    if (trimmed !== '') this.#step.set({ step: 'note', name: trimmed, code: await newRecoveryCode(this.random) })
  }

  noted(): void {
    const { name, code } = this.#withCode() ?? {}
    if (name !== undefined && code !== undefined) this.#step.set({ step: 'typeBack', name, code, problem: 'none' })
  }

  /** Back to look at the code once more. */
  lookAgain(): void {
    const { name, code } = this.#withCode() ?? {}
    if (name !== undefined && code !== undefined) this.#step.set({ step: 'note', name, code })
  }

  /** The code, typed back: when it is right, the account is made. */
  async typeBack(typed: string): Promise<void> {
    const now = this.#step.get()
    if (now.step !== 'typeBack') return
    const { name, code } = now
    if ((await readRecoveryCode(typed))?.text !== code.text) {
      return this.#step.set({ step: 'typeBack', name, code, problem: 'mistyped' })
    }
    this.#step.set({ step: 'saving', name, code })
    if (await this.#save(name, code)) {
      this.tab.remove(KEPT)
      this.#step.set({ step: 'done' })
      await this.account.open()
    } else this.#step.set({ step: 'typeBack', name, code, problem: 'notSaved' })
  }

  #withCode() {
    const now = this.#step.get()
    return now.step === 'note' || now.step === 'typeBack' ? now : null
  }

  /** Sent again after a lost answer, it must be the very same account. */
  async #save(name: string, code: RecoveryCode): Promise<boolean> {
    this.#prepared ??= this.#prepare(name, code)
    return (await this.api.send('POST', '/setup', await this.#prepared, Done)).ok
  }

  async #prepare(name: string, code: RecoveryCode): Promise<Setup> {
    const { random } = this
    const vault = await newVault(this.#therapist, random)
    const identity = { kind: 'identity' as const, name, ...(await newTherapistKeys()) }
    const { id, authHash } = await recoveryKeys(code)
    return {
      token: this.#token,
      therapist: this.#therapist,
      recoveryId: id,
      recoveryHash: authHash,
      wraps: [await wrapForRecovery(vault, code, random), await this.account.wrapForThisBrowser(vault)],
      records: await firstRecords(vault, identity, random),
    }
  }
}
