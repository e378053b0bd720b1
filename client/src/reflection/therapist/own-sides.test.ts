/** The therapist's own side, with a real vault, a server that keeps what is the next revision, and a browser's memory. */
import type { RecordId, RoomId, SessionId } from '@fermata/shared/ids'
import { toBase64url } from '@fermata/shared/bytes'
import type { VaultRecord } from '@fermata/shared/protocol'
import { fitting, NOTHING_ANSWERED, type OwnSide, type PaperTotal } from '@fermata/shared/reflection'
import { ok, refuse } from '@fermata/shared/result'
import { describe, expect, test } from 'vitest'
import { ManualClock } from '../../../../test/support/manual-clock.ts'
import { other, range, room, seeded, session, therapist } from '../../crypto/testing/fixtures.ts'
import { newVault } from '../../crypto/vault/vault.ts'
import type { Api } from '../../lib/api.ts'
import { memoryKeys } from '../../lib/keep.ts'
import { firstRecords, Records } from '../../session/therapist/records.ts'
import { SIDES_IN_ONE } from './own-side-parts.ts'
import { OwnSides } from './own-sides.ts'

const side = (words = 'Ask about the letter.', safe: number | null = 75): OwnSide =>
  ({ questionnaire: 'fermata-reflection|1', mode: 'line', answers: { ...NOTHING_ANSWERED, safe }, words })
const of = (n: number) => toBase64url(range(n)) as SessionId
const note = (words = 'Ask about the letter.', id = session) => ({ session: id, at: 7, side: side(words) })

const total = (value: number, questionnaire = 'garden|1', id = session): PaperTotal => ({ session: id, at: 7, questionnaire, total: value })

/** What the server does with the next write. */
type Server = 'here' | 'away' | 'silent'

async function practice() {
  const stored = new Map<RecordId, VaultRecord>()
  const server = { now: 'here' as Server, writes: 0, sent: [] as string[] }
  const api = {
    get: () => Promise.resolve(ok({ records: [...stored.values()] })),
    send: (_method: string, _path: string, body: { records: VaultRecord[] }) => {
      server.sent.push(JSON.stringify(body))
      if (server.now === 'away') return Promise.resolve(refuse({ code: 'unavailable', retryAfterMs: 1 }))
      if (body.records.some(({ record, rev }) => rev !== (stored.get(record)?.rev ?? 0) + 1)) return Promise.resolve(refuse({ code: 'outOfPhase' }))
      for (const one of body.records) stored.set(one.record, one)
      server.writes += 1
      return Promise.resolve(server.now === 'silent' ? refuse({ code: 'unavailable', retryAfterMs: 1 }) : ok({}))
    },
  } as unknown as Api
  const vault = await newVault(therapist, seeded(4))
  const identity = { kind: 'identity' as const, name: 'Ines', publicKey: '', privateKey: '' }
  for (const one of await firstRecords(vault, identity, seeded(5))) stored.set(one.record, one)
  const clock = new ManualClock()
  let seed = 10
  /** A page of this therapist's, in a browser that remembers `held`. */
  const page = async (held = new Map<string, unknown>()) => {
    const keys = memoryKeys(held)
    const records = new Records(vault, api, keys, seeded(++seed))
    const loaded = await records.load(ok({ records: [...stored.values()] }))
    if (!loaded.ok) throw new Error('a vault of our own opens')
    return { held, records, sides: new OwnSides({ account: { vault, records }, keys, clock, random: seeded(++seed) }) }
  }
  return { server, stored, clock, page }
}
type Page = Awaited<ReturnType<Awaited<ReturnType<typeof practice>>['page']>>

const isKept = ({ sides }: Page, id = session) => expect.poll(() => sides.state(room, id).saving).toBe('kept')
const words = ({ sides }: Page) => sides.of(room).map(({ side: one }) => one.words).sort()

describe('keeping it', () => {
  test('RF51 it is sealed in the browser at once, in the vault soon, and read there by another device', async () => {
    const { server, page } = await practice()
    const here = await page()
    server.now = 'away'
    await here.sides.keep(room, note())
    expect(here.sides.state(room, session)).toMatchObject({ saving: 'notYet', side: side() })
    expect([...here.held.keys()].filter((name) => name.startsWith('ownSide'))).toHaveLength(1)
    expect(JSON.stringify([...here.held.values(), server.sent]), 'nowhere readable').not.toContain('letter')
    server.now = 'here'
    expect(words(await page()), 'nothing there yet').toEqual([])
    await here.sides.keep(room, note('Changed.'))
    await isKept(here)
    expect([...here.held.keys()].filter((name) => name.startsWith('ownSide'))).toEqual([])
    expect(words(await page())).toEqual(['Changed.'])
  })

  test('RF51 while the server is away it is tried again, and what a page left behind is written by the next one', async () => {
    const { server, clock, page } = await practice()
    const first = await page()
    server.now = 'away'
    await first.sides.keep(room, note())
    await expect.poll(() => clock.waiting).toBe(1)
    first.sides.close()
    expect(clock.waiting, 'a closed page tries no more').toBe(0)
    const second = await page(first.held)
    await expect.poll(() => second.sides.of(room)).toHaveLength(1)
    await expect.poll(() => clock.waiting).toBe(1)
    server.now = 'here'
    clock.advance(5_000)
    await isKept(second)
    expect(server.writes, 'the closed page writes nothing').toBe(1)
    expect(words(await page())).toEqual(['Ask about the letter.'])
  })

  test('RF51 where the answer was lost, or another device wrote first, the vault is read again: nothing is lost or doubled', async () => {
    const { server, clock, page } = await practice()
    const [one, two] = [await page(), await page()]
    await one.sides.keep(room, note('First.'))
    await isKept(one)
    await two.sides.keep(room, note('Second.', other<SessionId>()))
    await isKept(two, other<SessionId>())
    server.now = 'silent'
    await one.sides.keep(room, note('Third.', of(1)))
    await expect.poll(() => clock.waiting).toBe(1)
    server.now = 'here'
    clock.advance(5_000)
    await isKept(one, of(1))
    expect(words(await page())).toEqual(['First.', 'Second.', 'Third.'])
    expect(words(one)).toEqual(['First.', 'Second.', 'Third.'])
  })

  test('RF54 with nothing answered and nothing noted it is taken away', async () => {
    const { page } = await practice()
    const here = await page()
    await here.sides.keep(room, note())
    await isKept(here)
    await here.sides.keep(room, { ...note(' '), side: side(' ', null) })
    await isKept(here)
    expect(here.sides.state(room, session).side).toBeNull()
    expect((await page()).records.opened.get()?.ownSides).toEqual([])
  })
})

describe('totals from paper', () => {
  const totals = ({ sides }: Page) => sides.totals(room).sort((a, b) => a.total - b.total).map((one) => [one.questionnaire, one.total])

  test('RF55 one for a session and a questionnaire, beside the own side; sealed at once, in the vault soon, and by a later page too', async () => {
    const { server, page, clock } = await practice()
    const here = await page()
    server.now = 'away'
    await here.sides.keep(room, note())
    await here.sides.enter(room, total(4))
    await here.sides.enter(room, total(5))
    await here.sides.enter(room, total(3, 'gar.den|1.2'))
    expect(here.sides.savingOf(total(5))).toBe('notYet')
    expect(totals(here)).toEqual([['gar.den|1.2', 3], ['garden|1', 5]])
    expect(JSON.stringify([...here.held.values(), server.sent]), 'nowhere readable').not.toContain('garden')
    await expect.poll(() => clock.waiting, { message: 'however much waits, one turn is to come' }).toBe(1)
    here.sides.close()
    const next = await page(here.held)
    await expect.poll(() => totals(next)).toEqual([['gar.den|1.2', 3], ['garden|1', 5]])
    await expect.poll(() => clock.waiting).toBe(1)
    server.now = 'here'
    clock.advance(5_000)
    await expect.poll(() => next.sides.waiting.get().size).toBe(0)
    const elsewhere = await page()
    expect([totals(elsewhere), words(elsewhere)]).toEqual([[['gar.den|1.2', 3], ['garden|1', 5]], ['Ask about the letter.']])
    await next.sides.takeAway(room, total(5))
    await expect.poll(() => next.sides.savingOf(total(5))).toBe('kept')
    const last = await page()
    expect([totals(last), words(last)]).toEqual([[['gar.den|1.2', 3]], ['Ask about the letter.']])
  })

  test('ER10 they go with their session and with their room, from the vault and from what waits in the browser', async () => {
    const { server, page, clock } = await practice()
    const here = await page()
    for (const id of [session, of(1)]) for (const name of ['a|1', 'b|1']) await here.sides.enter(room, total(1, name, id))
    await here.sides.keep(room, note())
    await isKept(here)
    await expect.poll(() => here.sides.waiting.get().size).toBe(0)
    server.now = 'away'
    await here.sides.enter(room, total(2, 'c|1'))
    await expect.poll(() => clock.waiting).toBe(1)
    server.now = 'here'
    expect((await here.sides.erase(room, session)).ok).toBe(true)
    const next = await page(here.held)
    expect(next.sides.totals(room).map((one) => one.session)).toEqual([of(1), of(1)])
    expect(words(next)).toEqual([])
    await next.sides.erase(room, 'all')
    expect((await page(here.held)).records.opened.get()?.ownSides).toEqual([])
  })
})

describe('how it lies in the vault', () => {
  test('RF52 a dozen sessions to a record, each within its size whatever is written, and its length hidden', async () => {
    const { page, stored } = await practice()
    const here = await page()
    const boxes = (): number[] => [...stored.values()].map(({ box }) => box.length).sort((a, b) => b - a)
    await here.sides.keep(room, note('x', of(0)))
    await isKept(here, of(0))
    const short = boxes()[0]
    await here.sides.keep(room, note('x'.repeat(400), of(0)))
    await isKept(here, of(0))
    expect(boxes()[0], 'a short note and a longer one look alike').toBe(short)
    const long = fitting('ع'.repeat(4_000))
    for (let n = 0; n < 2 * SIDES_IN_ONE + 1; n++) {
      await here.sides.keep(room, note(long, of(n)))
      await isKept(here, of(n))
    }
    expect(here.records.opened.get()?.ownSides.map(({ content }) => content.sides.length)).toEqual([SIDES_IN_ONE, SIDES_IN_ONE, 1])
    expect(boxes()[0]).toBeLessThanOrEqual(65_536)
    expect(words(await page())).toHaveLength(2 * SIDES_IN_ONE + 1)
  })
})

describe('erasing it', () => {
  test('ER10 the own side goes with its session and with its room, from the vault and from what waits in the browser', async () => {
    const { server, page, clock } = await practice()
    const here = await page()
    const elsewhere = other<RoomId>()
    for (const id of [session, of(1), of(2)]) await here.sides.keep(room, note('Mine.', id))
    await here.sides.keep(elsewhere, note('Another room.', of(3)))
    await Promise.all([session, of(1), of(2), of(3)].map((id) => isKept(here, id)))
    server.now = 'away'
    await here.sides.keep(room, note('Waiting.'))
    await expect.poll(() => clock.waiting).toBe(1)
    expect((await here.sides.erase(room, session)).ok, 'asked again later').toBe(false)
    server.now = 'here'
    expect((await here.sides.erase(room, session)).ok).toBe(true)
    clock.advance(5_000)
    expect(words(await page(here.held))).toEqual(['Mine.', 'Mine.'])
    await here.sides.erase(room, 'all')
    const next = await page(here.held)
    expect([words(next), next.sides.of(elsewhere)]).toMatchObject([[], [{ side: { words: 'Another room.' } }]])
  })
})
