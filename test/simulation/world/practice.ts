/** A therapist with an account: keys, rooms, links. Made once for all schedules; what a schedule changes is its own copy. */
import { toBase64url } from '@fermata/shared/bytes'
import { type LinkId, newId, type RecordId, type RoomId, THERAPIST, type TherapistId } from '@fermata/shared/ids'
import type { Bundle, VaultRecord } from '@fermata/shared/protocol'
import { ok, refuse } from '@fermata/shared/result'
import { openPractice } from '../../../server/src/auth/accounts.ts'
import { newSetupToken } from '../../../server/src/auth/set-up.ts'
import { signIn } from '../../../server/src/auth/sign-ins.ts'
import type { Store } from '../../../server/src/store/port.ts'
import { sealBundle } from '../../../client/src/crypto/door/bundle.ts'
import { authHash, newLink } from '../../../client/src/crypto/door/link.ts'
import { importTherapistKeys, newTherapistKeys } from '../../../client/src/crypto/vault/therapist-keys.ts'
import { newVault, type Vault } from '../../../client/src/crypto/vault/vault.ts'
import type { Api } from '../../../client/src/lib/api.ts'
import { memoryKeys } from '../../../client/src/lib/keep.ts'
import type { OpenAccount } from '../../../client/src/session/therapist/account.ts'
import { firstRecords, type Identity, Records, type RoomRecord } from '../../../client/src/session/therapist/records.ts'
import { Dice } from './dice.ts'
import type { OwnTime } from './time.ts'

/** A room as its therapist made it. */
export interface MadeRoom {
  room: RoomId
  fragment: string
  link: { link: LinkId; authHash: string; bundle: Bundle }
}

/** What is made once. */
export interface Cast {
  therapist: TherapistId
  vault: Vault
  identity: Identity
  keys: CryptoKeyPair
  records: readonly VaultRecord[]
  rooms: readonly MadeRoom[]
}

export async function castOf(seed: number, rooms: number): Promise<Cast> {
  const dice = new Dice(seed)
  const therapist = newId<TherapistId>(dice)
  const vault = await newVault(therapist, dice)
  const identity: Identity = { kind: 'identity', name: 'Dr. A', ...(await newTherapistKeys()) }
  const keys = await importTherapistKeys(identity)
  if (keys === null) throw new Error('a fresh pair imports')
  const held = new Map<RecordId, VaultRecord>()
  for (const record of await firstRecords(vault, identity, dice)) held.set(record.record, record)
  const records = new Records(vault, vaultApi(held), memoryKeys(), dice)
  await records.load(ok({ records: [...held.values()] }))
  const made: MadeRoom[] = []
  for (let index = 0; index < rooms; index++) {
    const room = newId<RoomId>(dice)
    const link = await newLink(dice, room)
    const bundle = await sealBundle(link, 1, { therapistKey: identity.publicKey, seat: THERAPIST, doorName: 'Dr. A', doorText: '' }, dice)
    if (bundle === null) throw new Error('a short welcome seals')
    const record: RoomRecord = {
      kind: 'room', room, label: '', minutes: 50, doorName: 'Dr. A', doorText: '', fragment: link.fragment,
      keepKey: toBase64url(dice.bytes(32)), lastMet: null,
    }
    await records.saveRoom(record)
    made.push({ room, fragment: link.fragment, link: { link: link.id, authHash: await authHash(link.auth), bundle } })
  }
  return { therapist, vault, identity, keys, records: [...held.values()], rooms: made }
}

/** One schedule's copy of it. */
export class Practice {
  /** Once they have signed in. */
  cookie: string | null = null
  readonly #held: Map<RecordId, VaultRecord>

  constructor(
    readonly cast: Cast,
    private readonly dice: Dice,
  ) {
    this.#held = new Map(cast.records.map((record) => [record.record, record]))
  }

  get rooms(): readonly RoomId[] {
    return this.cast.rooms.map(({ room }) => room)
  }

  /** Opens the account at the server, and signs in. */
  async found(store: Store): Promise<void> {
    const { therapist } = this.cast
    const token = await newSetupToken(store, this.dice)
    const recovery = { recoveryId: newId<RecordId>(this.dice), recoveryHash: toBase64url(this.dice.bytes(32)) }
    await openPractice(store, { token, therapist, ...recovery, wraps: [], records: [] })
    this.cookie = await signIn(store, this.dice, therapist)
  }

  /** The account as a page opens it; a while later. */
  async open(time: OwnTime): Promise<OpenAccount | null> {
    await new Promise<void>((resolve) => void time.after(this.dice.between(5, 60), resolve))
    return this.read()
  }

  /** The account as it is now. */
  async read(): Promise<OpenAccount | null> {
    const { vault, identity, keys } = this.cast
    const records = new Records(vault, vaultApi(this.#held), memoryKeys(), this.dice)
    const loaded = await records.load(ok({ records: [...this.#held.values()] }))
    return loaded.ok ? { vault, identity, keys, records } : null
  }
}

/** The vault's place at the server: takes what is written, one revision after the other. */
function vaultApi(held: Map<RecordId, VaultRecord>): Api {
  return {
    get: () => Promise.resolve(ok({ records: [...held.values()] }) as never),
    send: (_method, _path, body) => {
      const { records } = body as { records: VaultRecord[] }
      if (records.some(({ record, rev }) => rev !== (held.get(record)?.rev ?? 0) + 1)) return Promise.resolve(refuse({ code: 'outOfPhase' }))
      for (const record of records) held.set(record.record, record)
      return Promise.resolve(ok({}) as never)
    },
  }
}
