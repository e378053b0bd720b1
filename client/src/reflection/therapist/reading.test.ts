import { toBase64url } from '@fermata/shared/bytes'
import { CLIENT, type SessionId } from '@fermata/shared/ids'
import type { ReflectionBeside, StoredReflection } from '@fermata/shared/protocol'
import { NOTHING_ANSWERED, type Reflection } from '@fermata/shared/reflection'
import { ok, refuse } from '@fermata/shared/result'
import { describe, expect, test, vi } from 'vitest'
import { importKeepKey, reflectionPsk } from '../../crypto/door/grant.ts'
import { newLink } from '../../crypto/door/link.ts'
import { linkKey, openOwnCopy, openReceipt, reflectionHash, sealReflection, sessionKey } from '../../crypto/sealed/reflection.ts'
import { grant, newTherapist, other, room, secret, seeded, session } from '../../crypto/testing/fixtures.ts'
import { observable } from '../../lib/observable.ts'
import type { Api } from '../../lib/api.ts'
import type { OpenAccount } from '../../session/therapist/account.ts'
import type { Opened, RoomRecord } from '../../session/therapist/records.ts'
import { withPsks } from './keep-psk.ts'
import { pastOpened, readReflections } from './reading.ts'

const reflection: Reflection = {
  questionnaire: 'fermata-reflection|1', mode: 'words', answers: { ...NOTHING_ANSWERED, way: 25 }, words: '', share: 'showAfter',
}
const { keys, stored } = await newTherapist()
const link = await newLink(seeded(3), room)
const psk = await reflectionPsk(secret, grant)
const later = other<SessionId>()

/** What a client of this room seals; `from` says with which secret. */
async function written(more: Partial<Pick<StoredReflection, 'session' | 'rev' | 'psk' | 'at'>> = {}): Promise<StoredReflection> {
  const about = { session, rev: 1, psk: 'session' as const, at: 5, ...more }
  const key = about.psk === 'link' ? linkKey(link) : sessionKey(grant, psk)
  const box = await sealReflection(stored.publicKey, { room, seat: CLIENT, ...about }, key, reflection)
  return { seat: CLIENT, ...about, box: box ?? '', own: 'none', receipt: 'none' }
}

/** A therapist with this room in the vault, and a server that shows what it is given. */
function desk(kept: RoomRecord['sessions'] = []) {
  const record: RoomRecord = {
    kind: 'room', room, label: 'Mara', minutes: 50, doorName: '', doorText: '', fragment: link.fragment, keepKey: link.auth,
    lastMet: 1, ...(kept.length === 0 ? {} : { sessions: kept }),
  }
  const opened = observable<Opened | null>({ identity: {} as Opened['identity'], rooms: [{ record: other(), rev: 1, content: record }], pasts: [], ownSides: [], preferences: null })
  const now = () => opened.get()?.rooms[0]?.content ?? record
  const account = {
    keys,
    records: {
      opened,
      room: () => now(),
      changeRoom: (_room: unknown, change: (before: RoomRecord) => RoomRecord) => {
        const before = opened.get()
        if (before !== null) opened.set({ ...before, rooms: [{ record: other(), rev: 1, content: change(now()) }] })
        return Promise.resolve(ok(null))
      },
    },
  } as unknown as OpenAccount
  const laid: ReflectionBeside[] = []
  const reading = async (...reflections: StoredReflection[]) => {
    const api = {
      get: () => Promise.resolve(ok({ reflections })),
      send: (_method: string, _path: string, body: ReflectionBeside) => (laid.push(body), Promise.resolve(ok({}))),
    } as unknown as Api
    const read = await readReflections(account, api, room, seeded(9))
    return read.ok ? read.value : []
  }
  const peek = (...reflections: StoredReflection[]) => pastOpened(account, { get: () => Promise.resolve(ok({ reflections })) } as unknown as Api, room)
  return { reading, peek, laid, now, states: async (...all: StoredReflection[]) => (await reading(...all)).map(({ state }) => state) }
}
const met = withPsks(desk().now(), { session, admittedAt: 100 }, [{ grant, psk: toBase64url(psk) }]).sessions

describe('what opens reflections', () => {
  test('RF25 is kept once for each Admit of a session, and the same again changes nothing', () => {
    const record = { ...desk().now(), sessions: met ?? [] }
    expect(withPsks(record, { session, admittedAt: 100 }, [{ grant, psk: toBase64url(psk) }])).toBe(record)
    const moved = withPsks(record, { session, admittedAt: 100 }, [{ grant: other(), psk: toBase64url(psk) }])
    expect(moved.sessions).toMatchObject([{ session, metAt: 100, psks: [{ grant }, { grant: other() }] }])
  })
})

describe('the therapist’s browser', () => {
  test('RF26 opens what was sealed on the device they met and through the link, each shown as what it is, newest first', async () => {
    const { reading } = desk(met)
    const all = await reading(await written(), await written({ session: later, psk: 'link', at: 900 }))
    expect(all).toMatchObject([
      { session: later, at: 900, state: 'read', through: 'link', reflection },
      { session, at: 100, state: 'read', through: 'session', reflection },
    ])
  })

  test('RF26 says plainly what it cannot open: no key, another session’s, one that calls itself otherwise', async () => {
    const { states } = desk(met)
    const one = await written()
    expect(await states({ ...one, session: later })).toEqual(['unreadable'])
    expect(await states({ ...one, psk: 'link' })).toEqual(['unreadable'])
    expect(await states({ ...one, rev: 2 })).toEqual(['unreadable'])
    expect(await desk().states(one)).toEqual(['unreadable'])
  })

  test('RF43 for today’s prompt only what was opened before is looked at: nothing else is opened or marked, and nobody is told', async () => {
    const { reading, peek, laid, now } = desk(met)
    const one = await written()
    expect(await peek(one)).toEqual([])
    expect([now().sessions?.[0]?.read, laid]).toEqual([null, []])
    await reading(one)
    await expect.poll(() => laid.length).toBe(1)
    expect(await peek(one, await written({ session: later, psk: 'link', at: 900 }))).toMatchObject([{ session, at: 100, answers: reflection.answers }])
    expect(await peek({ ...one, rev: 2 }), 'another revision was not opened').toEqual([])
    expect(laid).toHaveLength(1)
  })

  test('RF24 attack: once read, a lower revision is refused, other bytes of the same one too, and its absence is told', async () => {
    const { states, now } = desk(met)
    const [first, second, again] = [await written(), await written({ rev: 2 }), await written({ rev: 2 })]
    expect(await states(first)).toEqual(['read'])
    expect(await states(second)).toEqual(['read'])
    expect(now().sessions?.[0]?.read?.rev).toBe(2)
    expect(await states(first)).toEqual(['older'])
    expect(await states(again)).toEqual(['older'])
    expect(await states()).toEqual(['missing'])
    expect(await states(second)).toEqual(['read'])
    expect(now().sessions?.[0]?.read?.rev).toBe(2)
  })

  test('RF40 what was opened is said under the pair’s key, once, and a copy is laid beside what came without one', async () => {
    const { reading, laid } = desk(met)
    const stored = await written()
    await reading(stored, { ...(await written({ session: later, psk: 'link' })), own: 'there' })
    const keepKey = (await importKeepKey(link.auth)) as CryptoKey
    const about = { room, session, seat: CLIENT, rev: 1 }
    const hash = await reflectionHash(stored.box)
    await vi.waitFor(() => expect(laid).toHaveLength(2))
    const [one, two] = [laid.find((each) => each.session === session), laid.find((each) => each.session === later)]
    expect(await openReceipt(keepKey, about, one?.receipt ?? '')).toBe(hash)
    expect(await openOwnCopy(keepKey, about, one?.own ?? '')).toEqual({ metAt: 100, hash, reflection })
    expect(two?.own).toBeNull()
    laid.length = 0
    await reading({ ...stored, own: 'there', receipt: 'there' })
    await reading({ ...(await written()), rev: 7 })
    expect(laid).toEqual([])
  })

  test('RF24 one that was never opened is remembered by nothing', async () => {
    const { states, now } = desk(met)
    await states({ ...(await written()), rev: 9 })
    expect(now().sessions?.[0]?.read).toBeNull()
  })

  test('a server that does not answer is a refusal', async () => {
    const api = { get: () => Promise.resolve(refuse({ code: 'unavailable', retryAfterMs: 1 })) } as unknown as Api
    expect((await readReflections({ keys, records: {} } as unknown as OpenAccount, api, room, seeded(9))).ok).toBe(false)
  })
})
