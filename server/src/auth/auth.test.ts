import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DAY, HOUR } from '@fermata/shared/clock'
import type { LinkId, RoomId, TherapistId } from '@fermata/shared/ids'
import type { Setup } from '@fermata/shared/protocol'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ManualClock } from '../../../test/support/manual-clock.ts'
import { fallible, name } from '../../../test/support/practice/room-bench.ts'
import { openEmbeddedStore } from '../store/embedded/open.ts'
import { anyPractice, openPractice, therapistByRecovery, vaultOf } from './accounts.ts'
import { hashOf, matches, systemRandom } from './hash.ts'
import { linkStands, listRoom, openDoor, ownerOf, owns, renewLink, roomsOf, unlistRoom } from './links.ts'
import { isUnused, newSetupToken, spend } from './set-up.ts'
import { SignInCookie, signedIn, signIn, signOut } from './sign-ins.ts'

let clock: ManualClock
let store: ReturnType<typeof fallible>
let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'fermata-auth-'))
  clock = new ManualClock()
  store = fallible(await openEmbeddedStore({ directory, clock }))
})
afterEach(async () => {
  store.away = false
  await store.close()
  await rm(directory, { recursive: true })
})

const secret = () => Buffer.from(systemRandom.bytes(32)).toString('base64url')
const setupOf = (token: string, more: Partial<Setup> = {}): Setup => ({
  token, therapist: name<TherapistId>(), recoveryId: name(), recoveryHash: hashOf(secret()),
  wraps: [{ wrap: name(), kind: 'recovery', box: 'AAAA' }], records: [{ record: name(), rev: 1, box: 'AAAA' }],
  ...more,
})

describe('a set-up link', () => {
  test('AU1 lasts an hour', async () => {
    const token = await newSetupToken(store, systemRandom)
    clock.advance(HOUR - 1)
    expect(await isUnused(store, token)).toBe(true)
    clock.advance(1)
    expect(await isUnused(store, token)).toBe(false)
    expect(await openPractice(store, setupOf(token))).toBe(false)
    expect(await anyPractice(store)).toBe(false)
  })

  test('AU2 is spent by the first; of many at once, by one', async () => {
    const token = await newSetupToken(store, systemRandom)
    const won = await Promise.all(Array.from({ length: 10 }, () => spend(store, token, name<TherapistId>())))
    expect(won.filter(Boolean)).toHaveLength(1)
    expect(await isUnused(store, token)).toBe(false)
  })

  test('AU3 opens the same practice again for whoever opened it: the answer may have been lost', async () => {
    const setup = setupOf(await newSetupToken(store, systemRandom))
    expect([await openPractice(store, setup), await openPractice(store, setup)]).toEqual([true, true])
    expect(await vaultOf(store, setup.therapist)).toHaveLength(1)
  })

  test('AU4 never opens as somebody who is here, neither with their own spent link nor with a new one', async () => {
    const setup = setupOf(await newSetupToken(store, systemRandom))
    await openPractice(store, setup)
    for (const token of [setup.token, await newSetupToken(store, systemRandom)]) {
      expect(await openPractice(store, setupOf(token, { therapist: setup.therapist }))).toBe(false)
    }
    expect(await vaultOf(store, setup.therapist)).toEqual(setup.records)
  })

  test('AU5 that a store did not answer about may be used again, and the practice is whole', async () => {
    const recoveryAuth = secret()
    const setup = setupOf(await newSetupToken(store, systemRandom), { recoveryHash: hashOf(recoveryAuth) })
    const { write } = store.records
    for (let works = 0; works < 4; works++) {
      let left = works
      Object.assign(store.records, { write: (...given: Parameters<typeof write>) => {
        store.away = left-- <= 0
        return write(...given)
      } })
      await openPractice(store, setup).catch(() => undefined)
      store.away = false
    }
    Object.assign(store.records, { write })
    expect(await openPractice(store, setup)).toBe(true)
    expect(await therapistByRecovery(store, setup.recoveryId, recoveryAuth)).toBe(setup.therapist)
    expect(await anyPractice(store)).toBe(true)
  })
})

describe('a sign-in', () => {
  test('AU6 ends after thirty days without use, and only then', async () => {
    const therapist = name<TherapistId>()
    const token = await signIn(store, systemRandom, therapist)
    for (let month = 0; month < 3; month++) {
      clock.advance(30 * DAY - 1)
      expect(await signedIn(store, token)).toBe(therapist)
    }
    clock.advance(30 * DAY)
    expect(await signedIn(store, token)).toBeNull()
  })

  test('AU220 what was signed out while it was being prolonged stays signed out', async () => {
    const therapist = name<TherapistId>()
    const token = await signIn(store, systemRandom, therapist)
    clock.advance(2 * DAY)
    const { write } = store.records
    Object.assign(store.records, { write: async (...given: Parameters<typeof write>) => {
      Object.assign(store.records, { write })
      await signOut(store, token)
      return write(...given)
    } })
    expect(await signedIn(store, token)).toBeNull()
    expect(await signedIn(store, token)).toBeNull()
  })

  test('AU220 of requests that prolong a sign-in together each finds it standing', async () => {
    const therapist = name<TherapistId>()
    const token = await signIn(store, systemRandom, therapist)
    clock.advance(2 * DAY)
    const found = await Promise.all(Array.from({ length: 10 }, () => signedIn(store, token)))
    expect(new Set(found)).toEqual(new Set([therapist]))
  })

  test('AU7 ended, unknown or cut short is nobody; ending one leaves the others', async () => {
    const therapist = name<TherapistId>()
    const [one, two] = [await signIn(store, systemRandom, therapist), await signIn(store, systemRandom, therapist)]
    await signOut(store, one)
    expect(await Promise.all([one, two, secret(), '', 'none'].map((token) => signedIn(store, token)))).toEqual([
      null, therapist, null, null, null,
    ])
  })

  test('AU8 the cookie is read only under its own name and in its own form', () => {
    const cookie = new SignInCookie(new URL('https://rooms.example.org'))
    const token = secret()
    expect(cookie.read(`__Host-fermata=${token}; other=1`)).toBe(token)
    const own = '__Host-fermata='
    const strange = ['', `fermata=${token}`, `${own}${token}x`, own, `${own.toLowerCase()}${token}`, '=;=;;;']
    for (const header of [undefined, ...strange]) expect(cookie.read(header)).toBeNull()
  })
})

describe('a room’s link', () => {
  const hang = (auth: string) => ({ link: name<LinkId>(), authHash: hashOf(auth), bundle: { rev: 1, box: 'AAAA' } })

  test('AU9 stands until it is renewed; then only the new one opens', async () => {
    const [room, therapist, auths] = [name<RoomId>(), name<TherapistId>(), [secret(), secret()] as const]
    const [first, second] = [hang(auths[0]), hang(auths[1])]
    await listRoom(store, therapist, room, first)
    expect(await openDoor(store, room, first.link, auths[0])).toEqual(first.bundle)
    expect(await renewLink(store, name<TherapistId>(), room, second)).toBe(false)
    expect(await renewLink(store, therapist, room, second)).toBe(true)
    expect(await openDoor(store, room, first.link, auths[0])).toBeNull()
    expect(await openDoor(store, room, second.link, auths[1])).toEqual(second.bundle)
    expect(await linkStands(store, room, first.link)).toBe(false)
    expect(await linkStands(store, room, second.link)).toBe(true)
  })

  test('AU10 taken away half keeps its owner, so that it can be asked for again', async () => {
    const [room, therapist] = [name<RoomId>(), name<TherapistId>()]
    await listRoom(store, therapist, room, hang(secret()))
    const { write } = store.records
    Object.assign(store.records, { write: async (...given: Parameters<typeof write>) => {
      const done = await write(...given)
      store.away = true
      return done
    } })
    await expect(unlistRoom(store, therapist, room)).rejects.toThrow('away')
    store.away = false
    Object.assign(store.records, { write })
    expect([await owns(store, therapist, room), await owns(store, name<TherapistId>(), room)]).toEqual([true, false])
    await unlistRoom(store, therapist, room)
    expect([await ownerOf(store, room), await roomsOf(store, therapist)]).toEqual([null, []])
  })
})

test('AU11 a secret matches its own hash only, whatever is given', () => {
  const own = secret()
  expect(matches(own, hashOf(own))).toBe(true)
  const others = [secret(), '', own.slice(1), `${own}A`, 'ü', hashOf(own)]
  expect(others.map((other) => matches(other, hashOf(own)))).toEqual(others.map(() => false))
  expect(matches(own, '')).toBe(false)
})
