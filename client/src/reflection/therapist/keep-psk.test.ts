import { EMPTY_CARD } from '@fermata/shared/agreed'
import { type GrantId, newId } from '@fermata/shared/ids'
import type { TherapistView } from '@fermata/shared/protocol'
import { ok, refuse } from '@fermata/shared/result'
import { toBase64url } from '@fermata/shared/bytes'
import { expect, test } from 'vitest'
import { ManualClock } from '../../../../test/support/manual-clock.ts'
import { grant, other, room, secret, seeded, session, therapist } from '../../crypto/testing/fixtures.ts'
import { newVault } from '../../crypto/vault/vault.ts'
import type { OpenAccount } from '../../session/therapist/account.ts'
import { keep } from '../../session/therapist/kept-secret.ts'
import type { RoomRecord } from '../../session/therapist/records.ts'
import { keysOf, PskKeeping } from './keep-psk.ts'

const vault = await newVault(therapist, seeded(1))
const bytes = toBase64url(secret)
const sealed = { secret: bytes, nonce: bytes, sasCommit: bytes, clientCertificate: bytes, card: EMPTY_CARD }

/** A desk whose vault cannot be written for the first so many times. */
function desk(away = 0) {
  let record: RoomRecord = { kind: 'room', room, label: '', minutes: 50, doorName: '', doorText: '', fragment: '', keepKey: '', lastMet: null }
  let writes = 0
  const changeRoom = (_room: unknown, change: (before: RoomRecord) => RoomRecord) => {
    writes += 1
    if (writes <= away) return Promise.resolve(refuse({ code: 'unavailable', retryAfterMs: 1 } as const))
    record = change(record)
    return Promise.resolve(ok(null))
  }
  const clock = new ManualClock()
  const again = () => new PskKeeping({ account: { vault, records: { changeRoom } } as unknown as OpenAccount, clock })
  const keeping = again()
  const kept = () => record.sessions?.flatMap((known) => known.psks.map((one) => one.grant)) ?? []
  return { keeping, again, clock, kept, keys: () => record.sessions?.flatMap(keysOf) ?? [], writes: () => writes }
}

async function view(...grants: GrantId[]): Promise<TherapistView> {
  const shown = await Promise.all(grants.map(async (one) => ({ grant: one, knock: other<never>(), kept: await keep(vault, one, sealed, seeded(2)) })))
  return { room, session: { phase: 'inProgress', session, admittedAt: 5, grants: shown, knocks: [] } } as unknown as TherapistView
}

test('RF46 what opens a reflection is kept by the yes itself, and the view of its session adds nothing', async () => {
  const { keeping, kept, keys, writes } = desk()
  keeping.letIn(room, { session, admittedAt: 5, grant, secret: sealed.secret })
  await expect.poll(kept).toEqual([grant])
  expect(keys()).toHaveLength(1)
  keeping.see(await view(grant))
  keeping.see(await view(grant, other()))
  await expect.poll(() => kept().length).toBe(2)
  expect(writes()).toBe(2)
})

test('RF46 whichever desk is shown a session keeps it, of every grant once, until the vault has it', async () => {
  const { keeping, kept, clock, writes } = desk(2)
  const second = other<GrantId>()
  keeping.see(await view(grant))
  keeping.see(await view(grant, second))
  await expect.poll(writes).toBe(2)
  expect(kept()).toEqual([])
  clock.advance(5_000)
  await expect.poll(() => kept().toSorted()).toEqual([grant, second].toSorted())
})

test('RF46 of a client who came by many devices the newest stay, whichever desk looks again', async () => {
  const grants = Array.from({ length: 6 }, (_, n) => newId<GrantId>({ bytes: (length) => new Uint8Array(length).fill(n) }))
  const { keeping, kept, writes, again } = desk()
  keeping.see(await view(...grants))
  await expect.poll(kept).toEqual(grants.slice(-4))
  again().see(await view(...grants))
  await expect.poll(writes).toBe(2)
  expect(kept()).toEqual(grants.slice(-4))
})
