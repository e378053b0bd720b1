/** A vault on a server that takes a write as a whole or not at all. */
import { toBase64url } from '@fermata/shared/bytes'
import type { RecordId, SessionId } from '@fermata/shared/ids'
import type { VaultRecord } from '@fermata/shared/protocol'
import { ok, refuse } from '@fermata/shared/result'
import { expect, test } from 'vitest'
import { grant, newTherapist, range, room, seeded, therapist } from '../../../crypto/testing/fixtures.ts'
import { newVault } from '../../../crypto/vault/vault.ts'
import type { Api } from '../../../lib/api.ts'
import { memoryKeys } from '../../../lib/keep.ts'
import { withPsks } from '../../../reflection/therapist/keep-psk.ts'
import { withRead } from '../../../reflection/therapist/reading.ts'
import { SESSIONS_IN_ONE } from './older-sessions.ts'
import { firstRecords, Records, type RoomRecord } from '../records.ts'

const { stored } = await newTherapist()
const psk = toBase64url(range(0x40, 32))
const record: RoomRecord = {
  kind: 'room', room, label: 'Mara', minutes: 50, doorName: '', doorText: '', fragment: '', keepKey: toBase64url(range(0x10, 32)), lastMet: 1,
}
const id = (n: number) => toBase64url(Uint8Array.from({ length: 16 }, (_, at) => (at === 0 ? n >> 8 : at === 1 ? n & 255 : 9))) as SessionId

async function practice() {
  const kept = new Map<RecordId, VaultRecord>()
  let away = false
  const api = {
    get: () => Promise.resolve(ok({ records: [...kept.values()] })),
    send: (_method: string, _path: string, { records: sent }: { records: VaultRecord[] }) => {
      if (away) return Promise.resolve(refuse({ code: 'unavailable', retryAfterMs: 1 }))
      expect(sent.every(({ record: name, rev }) => rev === (kept.get(name)?.rev ?? 0) + 1), 'the next revision of each').toBe(true)
      for (const one of sent) kept.set(one.record, one)
      return Promise.resolve(ok({}))
    },
  } as unknown as Api
  const vault = await newVault(therapist, seeded(4))
  for (const one of await firstRecords(vault, { kind: 'identity', name: 'Ines', publicKey: stored.publicKey, privateKey: '' }, seeded(5))) kept.set(one.record, one)
  const browser = memoryKeys()
  let opens = 0
  const open = async (): Promise<Records> => {
    const records = new Records(vault, api, browser, seeded(6 + opens++))
    expect(await records.load(ok({ records: [...kept.values()] })), 'nothing looks rolled back').toMatchObject({ ok: true })
    return records
  }
  const records = await open()
  await records.saveRoom(record)
  const meet = (n: number) => records.changeRoom(room, (before) => withPsks(before, { session: id(n), admittedAt: 1_000 + n }, [{ grant, psk }]))
  const sessions = (of = records) => of.room(room)?.sessions?.map(({ session }) => session) ?? []
  return { records, open, meet, sessions, kept, away: (now: boolean) => void (away = now) }
}
const first = (count: number) => Array.from({ length: count }, (_, n) => id(n))

test('RF45 of many sessions no key is dropped, in no record that outgrows its box; a browser that opens the vault anew has them all', async () => {
  const { open, meet, sessions, kept, records } = await practice()
  const count = 4 * SESSIONS_IN_ONE
  for (let n = 0; n < count; n++) expect(await meet(n)).toEqual(ok(null))
  expect(sessions()).toEqual(first(count))
  for (const { box } of kept.values()) expect(box.length).toBeLessThanOrEqual(65_536)
  const again = await open()
  expect(sessions(again)).toEqual(first(count))
  expect(again.room(room)?.sessions?.every(({ psks }) => psks[0]?.psk === psk)).toBe(true)

  // What was read long ago is marked in its own record, and nothing else is written over.
  const before = new Map(kept)
  await records.changeRoom(room, (now) => withRead(now, [{ session: id(3), at: 1_003, rev: 2, hash: psk }]))
  const written = [...kept.values()].filter((one) => before.get(one.record)?.rev !== one.rev)
  expect(written, 'the room, one part, the head').toHaveLength(3)
  expect((await open()).room(room)?.sessions?.[3]).toMatchObject({ session: id(3), read: { rev: 2 } })
})

test('RF45 a write that fails while sessions are moved leaves all as it was, and is made good at the next', async () => {
  const { open, meet, sessions, away } = await practice()
  for (let n = 0; n < SESSIONS_IN_ONE; n++) await meet(n)
  away(true)
  expect((await meet(SESSIONS_IN_ONE)).ok).toBe(false)
  expect(sessions()).toEqual(first(SESSIONS_IN_ONE))
  away(false)
  await meet(SESSIONS_IN_ONE)
  expect(sessions(await open())).toEqual(first(SESSIONS_IN_ONE + 1))
})

test('RF45 older sessions are erased one by one, and with their room', async () => {
  const { records, open, meet, sessions } = await practice()
  const count = 2 * SESSIONS_IN_ONE
  for (let n = 0; n < count; n++) await meet(n)
  await records.changeRoom(room, (before) => ({ ...before, sessions: (before.sessions ?? []).filter(({ session }) => session !== id(1)) }))
  expect(sessions(await open())).toEqual(first(count).filter((session) => session !== id(1)))
  const [whole] = records.opened.get()?.rooms ?? []
  if (whole === undefined) throw new Error('there is no room')
  await records.remove(whole)
  const after = await open()
  expect(after.room(room)).toBeNull()
  await after.saveRoom(record)
  expect(sessions(after), 'nothing of it comes back').toEqual([])
})
