/**
 * The therapist's way in: signed in by cookie, vault opened by this browser's key, or both by the recovery code. The
 * vault key itself lives in memory only, while the page is open.
 */
import { Account as AccountAnswer, Practice, VaultRecords } from '@fermata/shared/protocol'
import type { RandomSource } from '@fermata/shared/ids'
import type { Refusal } from '@fermata/shared/result'
import { type Clock, SECOND } from '@fermata/shared/clock'
import { readRecoveryCode, recoveryKeys } from '../../crypto/vault/recovery-code.ts'
import { importTherapistKeys } from '../../crypto/vault/therapist-keys.ts'
import { newBrowserKey, unwrapByBrowser, unwrapByRecovery, type Vault, wrapForBrowser } from '../../crypto/vault/vault.ts'
import { type Api, Done } from '../../lib/api.ts'
import type { KeyKeep } from '../../lib/keep.ts'
import { type Observable, observable } from '../../lib/observable.ts'
import { type Identity, Records, seenName, type VaultAnswer } from './records.ts'

export interface OpenAccount {
  vault: Vault
  identity: Identity
  /** The pair knocks are sealed to; its private half cannot be read out. */
  keys: CryptoKeyPair
  records: Records
}

export type AccountState =
  | { account: 'asking' }
  | { account: 'unreachable' }
  | { account: 'signedOut' }
  /** Nobody has opened a practice on this server yet. */
  | { account: 'notSetUp' }
  /** Signed in, but this browser has no key to the vault: the recovery code opens it. */
  | { account: 'locked' }
  /** The server shows an older vault than this browser has seen. */
  | { account: 'rolledBack' }
  | ({ account: 'open' } & OpenAccount)

/** Why a recovery code did not open the door. */
export type CodeProblem = Refusal | { code: 'mistyped' }

export interface AccountParts {
  api: Api
  keys: KeyKeep
  clock: Clock
  random: RandomSource
}

const ASK_AGAIN_AFTER = 2 * SECOND
const browserKeyName = (therapist: string) => `browser.${therapist}`

export class Account {
  readonly state: Observable<AccountState>
  readonly #state = observable<AccountState>({ account: 'asking' })
  readonly #parts: AccountParts

  constructor(parts: AccountParts) {
    this.#parts = parts
    this.state = this.#state
  }

  /** Finds out who is signed in, and opens the vault if this browser can. */
  async open(): Promise<void> {
    const { api, clock, keys } = this.#parts
    // Asked together: the vault cannot be read before, but it can be on its way.
    const fetched = api.get('/vault', VaultRecords)
    const asked = await api.get('/account', AccountAnswer)
    if (!asked.ok) {
      if (asked.refusal.code === 'signedOut') return this.#state.set(await this.#whileSignedOut())
      this.#state.set({ account: 'unreachable' })
      clock.after(ASK_AGAIN_AFTER, () => void this.open())
      return
    }
    const { therapist, wraps } = asked.value
    const browserKey = (await keys.get(browserKeyName(therapist))) as CryptoKey | undefined
    for (const wrap of wraps) {
      if (wrap.kind !== 'browser' || browserKey === undefined) continue
      const vault = await unwrapByBrowser(therapist, wrap, browserKey)
      if (vault !== null) return this.#openVault(vault, fetched)
    }
    this.#state.set({ account: 'locked' })
  }

  /** On a server that was just installed there is nothing to sign in to. */
  async #whileSignedOut(): Promise<AccountState> {
    const asked = await this.#parts.api.get('/practice', Practice)
    return { account: asked.ok && asked.value.practice === 'none' ? 'notSetUp' : 'signedOut' }
  }

  /** The line to the server was cut on purpose: whoever was signed out elsewhere is so here. */
  async lookAgain(): Promise<void> {
    const asked = await this.#parts.api.get('/account', AccountAnswer)
    if (!asked.ok && asked.refusal.code === 'signedOut') this.#state.set({ account: 'signedOut' })
  }

  /** Goes on with the older vault that the server shows: it was restored from a backup. */
  async openOlder(): Promise<void> {
    const asked = await this.#parts.api.get('/account', AccountAnswer)
    if (asked.ok) await this.#parts.keys.remove(seenName(asked.value.therapist))
    await this.open()
  }

  /** Signs in and opens the vault with the recovery code, and gives this browser a key of its own. */
  async recover(typed: string): Promise<CodeProblem | null> {
    const { api } = this.#parts
    const code = await readRecoveryCode(typed)
    if (code === null) return { code: 'mistyped' }
    const { id, auth } = await recoveryKeys(code)
    const signedIn = await api.send('POST', '/sign-in', { recoveryId: id, recoveryAuth: auth }, Done)
    if (!signedIn.ok) return signedIn.refusal
    const asked = await api.get('/account', AccountAnswer)
    if (!asked.ok) return asked.refusal
    for (const wrap of asked.value.wraps) {
      if (wrap.kind !== 'recovery') continue
      const vault = await unwrapByRecovery(asked.value.therapist, wrap, code)
      if (vault === null) continue
      const own = await this.wrapForThisBrowser(vault)
      const put = await api.send('PUT', `/account/wraps/${own.wrap}`, { recoveryId: id, recoveryAuth: auth, wrap: own }, Done)
      if (!put.ok) return put.refusal
      await this.#openVault(vault, api.get('/vault', VaultRecords))
      return null
    }
    return { code: 'mistyped' }
  }

  /** A key for this browser, kept in its database, and the vault key wrapped by it. */
  async wrapForThisBrowser(vault: Vault) {
    const { keys, random } = this.#parts
    const browserKey = await newBrowserKey()
    await keys.set(browserKeyName(vault.therapist), browserKey)
    return wrapForBrowser(vault, browserKey, random)
  }

  /** Ends the sign-in and forgets this browser's key. */
  async signOut(): Promise<void> {
    const state = this.#state.get()
    if (state.account === 'open') await this.#parts.keys.remove(browserKeyName(state.vault.therapist))
    await this.#parts.api.send('POST', '/sign-out', {}, Done)
    this.#state.set({ account: 'signedOut' })
  }

  async #openVault(vault: Vault, fetched: Promise<VaultAnswer>): Promise<void> {
    const { api, keys, clock, random } = this.#parts
    const records = new Records(vault, api, keys, random)
    const loaded = await records.load(await fetched)
    if (!loaded.ok) {
      if (loaded.refusal.code === 'rolledBack') return this.#state.set({ account: 'rolledBack' })
      this.#state.set({ account: 'unreachable' })
      clock.after(ASK_AGAIN_AFTER, () => void this.open())
      return
    }
    const { identity } = loaded.value
    const pair = await importTherapistKeys(identity)
    if (pair === null) return this.#state.set({ account: 'rolledBack' })
    this.#state.set({ account: 'open', vault, identity, keys: pair, records })
  }
}
