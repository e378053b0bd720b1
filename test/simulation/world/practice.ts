/** A therapist with an account: keys, rooms, links. Made once for all schedules; what a schedule changes is its own copy. */
import { toBase64url } from '@fermata/shared/bytes'
import { type LinkId, newId, type RecordId, type RoomId, THERAPIST, type TherapistId } from '@fermata/shared/ids'
import type { Bundle, VaultRecord } from '@fermata/shared/protocol'
import { ok } from '@fermata/shared/result'
import { sealBundle } from '../../../client/src/crypto/bundle.ts'
import { authHash, newLink } from '../../../client/src/crypto/link.ts'
import { importTherapistKeys, newTherapistKeys } from '../../../client/src/crypto/therapist-keys.ts'
import { newVault, type Vault } from '../../../client/src/crypto/vault.ts'
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

  /** The account as a page opens it; a while later. */
  async open(time: OwnTime): Promise<OpenAccount | null> {
    await new Promise<void>((resolve) => void time.after(this.dice.between(5, 60), resolve))
    const { vault, identity, keys } = this.cast
    const records = new Records(vault, vaultApi(this.#held), memoryKeys(), this.dice)
    const loaded = await records.load(ok({ records: [...this.#held.values()] }))
    return loaded.ok ? { vault, identity, keys, records } : null
  }
}

/** The vault's place at the server: takes what is written, one revision after the other. */
function vaultApi(held: Map<RecordId, VaultRecord>): Api {
  return {
    get: () => Promise.reject(new Error('not asked for')),
    send: (_method, _path, body) => {
      const { records } = body as { records: VaultRecord[] }
      for (const record of records) held.set(record.record, record)
      return Promise.resolve(ok({}) as never)
    },
  }
}
