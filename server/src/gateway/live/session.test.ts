import type { EnvelopeId } from '@fermata/shared/ids'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { outcomeOf, type Tab } from '../../../../test/support/practice/tab.ts'
import {
  fresh, openPractice, secret, type TestLink, type TestTherapist,
} from '../../../../test/support/practice/therapist.ts'
import {
  connectWith, knock, letIn, reload, sealed, type Seated, visit,
} from '../../../../test/support/practice/visit.ts'
import { type ServerProcess, startServer } from '../../../../test/support/server.ts'

let server: ServerProcess
let therapist: TestTherapist
let link: TestLink
let desk: Tab
let seated: Seated
beforeAll(async () => {
  server = await startServer()
  therapist = await openPractice(server.origin, server.setupLink)
})
afterAll(() => server.dispose())
beforeEach(async () => {
  link = await therapist.makeRoom()
  desk = await therapist.desk()
  seated = await letIn(desk, await visit(server.origin, link))
  return () => {
    desk.close()
    seated.tab.close()
  }
})

const post = (tab: Tab, by: 'therapist' | 'client', one = sealed(seated, by)) =>
  tab.ask({ type: 'post', epoch: 1, ...one })
const pull = async (tab: Tab, after = 0) => {
  const ack = await tab.ask({ type: 'pull', session: seated.session, after })
  return ack.outcome === 'log' ? { at: ack.entries.map((entry) => entry.at), head: ack.head } : outcomeOf(ack)
}
const arrived = (tab: Tab, id: EnvelopeId) =>
  tab.until((message) => {
    const found = message.type === 'envelope' && message.delivered.envelope.id === id
    return found ? message.delivered : undefined
  })

describe('what is said in a session', () => {
  test('GW30 a fact is in the log before it is acknowledged, and told to the other seat alone', async () => {
    const stranger = await visit(server.origin, link)
    const one = sealed(seated, 'client', 'A'.repeat(200))
    expect(await post(seated.tab, 'client', one)).toMatchObject({ outcome: 'committed', at: 1 })
    expect(await arrived(desk, one.envelope.id)).toEqual({ at: 1, envelope: one.envelope })
    expect(await pull(desk)).toEqual({ at: [1], head: 1 })
    for (const tab of [seated.tab, stranger.tab]) expect(tab.heard.filter((m) => m.type === 'envelope')).toEqual([])
    stranger.tab.close()
  })

  test('GW31 the same fact again, at once or later, is one entry, told once, and answered the same', async () => {
    const one = sealed(seated, 'client')
    const answers = await Promise.all(Array.from({ length: 8 }, () => post(seated.tab, 'client', one)))
    answers.push(await post(seated.tab, 'client', one))
    const positions = answers.map((ack) => (ack.outcome === 'committed' ? ack.at : outcomeOf(ack)))
    expect(new Set(positions)).toEqual(new Set([1]))
    const other = sealed(seated, 'client')
    await post(seated.tab, 'client', other)
    await arrived(desk, other.envelope.id)
    const told = desk.heard.flatMap((m) => (m.type === 'envelope' ? [m.delivered.envelope.id] : []))
    expect(told).toEqual([one.envelope.id, other.envelope.id])
    expect(await pull(desk)).toEqual({ at: [1, 2], head: 2 })
  })

  test('GW32 a fact whose acknowledgement got lost is not called refused because the session ended meanwhile', async () => {
    const one = sealed(seated, 'client')
    await post(seated.tab, 'client', one)
    await desk.ask({ type: 'finish', session: seated.session })
    expect(await post(seated.tab, 'client', one)).toMatchObject({ outcome: 'committed', at: 1 })
    expect(outcomeOf(await post(seated.tab, 'client'))).toBe('sessionOver')
  })

  test('GW32 “not today” twice is said twice, to the same person', async () => {
    const waiting = await visit(server.origin, link)
    const at = await knock(waiting)
    const command = fresh<never>()
    for (let n = 0; n < 2; n++) expect(await desk.outcome({ type: 'turnAway', ...at, command })).toBe('committed')
    expect(await desk.outcome({ type: 'turnAway', ...at })).toBe('knockGone')
    waiting.tab.close()
  })

  test('GW33 the log is read from a position, in order, without holes', async () => {
    for (let n = 0; n < 5; n++) await post(n % 2 === 0 ? seated.tab : desk, n % 2 === 0 ? 'client' : 'therapist')
    expect(await pull(desk)).toEqual({ at: [1, 2, 3, 4, 5], head: 5 })
    expect(await pull(seated.tab, 3)).toEqual({ at: [4, 5], head: 5 })
    expect(await pull(desk, 5)).toEqual({ at: [], head: 5 })
    expect(await pull(desk, 4_000_000_000)).toEqual({ at: [], head: 5 })
  })

  test('GW34 a hint is passed on and kept nowhere', async () => {
    const { envelope, command } = sealed(seated, 'therapist')
    const hint = { command, envelope: { ...envelope, class: 'hint' as const } }
    expect(await post(desk, 'therapist', hint)).toMatchObject({ outcome: 'committed', at: null })
    expect(await arrived(seated.tab, envelope.id)).toMatchObject({ at: null })
    expect(await pull(desk)).toEqual({ at: [], head: 0 })
  })

  test('GW35 what is not a field of the envelope never reaches the other side', async () => {
    const { envelope, command } = sealed(seated, 'client')
    const ack = await seated.tab.ask({ type: 'post', epoch: 1, command, envelope: { ...envelope, canary: 1 } as never })
    expect(outcomeOf(ack)).toBe('malformed')
    expect(await pull(desk)).toEqual({ at: [], head: 0 })
  })
})

describe('tabs that come and go', () => {
  test('GW36 a seat whose tab goes is away since then; the same tab comes back with its token, without admission', async () => {
    const before = desk.heard.length
    seated.tab.close()
    const away = await desk.view((view) => view.for === 'therapist' && view.client.state === 'away', before)
    const since = away.for === 'therapist' && away.client.state === 'away' ? away.client.since : 0
    expect(since).toBeLessThanOrEqual(away.now)
    const again = await therapist.desk()
    again.room = link.room
    // Whoever looks later is told the same moment.
    expect(await again.view(() => true)).toMatchObject({ client: { state: 'away', since } })
    again.close()

    const back = await reload(server.origin, link, seated)
    expect(await back.tab.standing('seated')).toMatchObject({ epoch: 1, therapist: { state: 'here' } })
    await desk.view((view) => view.for === 'therapist' && view.client.state === 'here', desk.heard.length - 1)
    back.tab.close()
  })

  test('GW37 a copied tab without the newest token is refused and sees the door; the real one stays', async () => {
    const copy = await connectWith(server.origin, link, seated.device)
    const proof = secret()
    expect(await copy.outcome({ type: 'attach', proof, next: secret(), media: 'none' })).toBe('displaced')
    expect(await copy.outcome({ type: 'pull', session: seated.session, after: 0 })).toBe('notForYourSeat')
    expect(seated.tab.socket.connected).toBe(true)
    copy.close()
    // Its going takes nothing from the one that sits.
    expect(outcomeOf(await post(seated.tab, 'client'))).toBe('committed')
  })

  test('GW38 the same tab, connected again before the old connection is seen to be dead, cuts that one', async () => {
    const back = await reload(server.origin, link, seated)
    expect(await seated.tab.closed).toBe('io server disconnect')
    expect(outcomeOf(await post(back.tab, 'client'))).toBe('committed')
    expect(await back.tab.standing('seated')).toMatchObject({ therapist: { state: 'here' } })
    back.tab.close()
  })

  test('GW39 a tab of another device takes the therapist’s seat; the one before learns it and is fenced', async () => {
    const phone = await therapist.desk()
    phone.room = link.room
    expect(await phone.outcome({ type: 'enter', media: 'none' })).toBe('committed')
    await desk.view((view) => view.for === 'therapist' && view.holder?.device === phone.device)
    expect(outcomeOf(await post(desk, 'therapist'))).toBe('displaced')
    expect(await pull(desk)).toBe('notForYourSeat')
    expect(outcomeOf(await phone.ask({ type: 'post', epoch: 2, ...sealed(seated, 'therapist') }))).toBe('committed')
    phone.close()
  })

  test('GW40 a client let in on another device displaces the first, which is told, gets nothing more, and may knock', async () => {
    const second = await visit(server.origin, link)
    const moved = await letIn(desk, second)
    await seated.tab.standing('displaced')
    expect(moved.epoch).toBe(2)
    expect(outcomeOf(await post(seated.tab, 'client'))).toBe('displaced')
    const fact = sealed(moved, 'therapist')
    await desk.ask({ type: 'post', epoch: 1, ...fact })
    await arrived(moved.tab, fact.envelope.id)
    expect(seated.tab.frames.join()).not.toContain(fact.envelope.id)
    const { session } = seated
    const again = { type: 'knock', session, knock: fresh<never>(), box: 'AAAA', next: secret() } as const
    expect(await seated.tab.outcome(again)).toBe('committed')
    moved.tab.close()
  })

  test('GW42 after the end the tab that sat there shows its token, both ask, and the session goes on with its log', async () => {
    const { session } = seated
    await post(seated.tab, 'client')
    await desk.ask({ type: 'finish', session })
    await seated.tab.standing('over')
    const copy = await connectWith(server.origin, link, seated.device)
    expect(await copy.outcome({ type: 'attach', proof: secret(), next: secret(), media: 'none' })).toBe('displaced')
    expect(await copy.outcome({ type: 'reopen', session })).toBe('notForYourSeat')
    copy.close()

    const back = await reload(server.origin, link, seated)
    expect(await back.tab.standing('over')).toMatchObject({ reopening: { asked: 'byNobody' } })
    const heard = back.tab.heard.length
    expect(await desk.outcome({ type: 'reopen', session })).toBe('committed')
    // Nothing of the therapist's wish: what was sent before is there before the answer to this.
    await back.tab.askRaw(null)
    expect(back.tab.heard.slice(heard)).toEqual([])

    const command = fresh<never>()
    for (let n = 0; n < 2; n++) expect(await back.tab.outcome({ type: 'reopen', session, command })).toBe('committed')
    expect(await back.tab.standing('seated')).toMatchObject({ epoch: 3, grant: { grant: seated.grant } })
    const late = await back.tab.ask({ type: 'post', epoch: 1, ...sealed(seated, 'client') })
    expect(outcomeOf(late)).toBe('displaced')
    expect(outcomeOf(await back.tab.ask({ type: 'post', epoch: 3, ...sealed(seated, 'client') }))).toBe('committed')
    expect(await pull(desk)).toEqual({ at: [1, 2], head: 2 })
    back.tab.close()
  })

  test('GW41 a room made now is heard at the desks that are open', async () => {
    const later = await therapist.makeRoom()
    const visitor = await visit(server.origin, later)
    await knock(visitor)
    desk.room = later.room
    expect(await desk.view((view) => view.for === 'therapist' && view.session.phase === 'arrived')).toBeTruthy()
    visitor.tab.close()
  })
})
