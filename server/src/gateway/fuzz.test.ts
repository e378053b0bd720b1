import { CLIENT, type DeviceId, type RoomId, THERAPIST } from '@fermata/shared/ids'
import { type Ack, type Down, Up } from '@fermata/shared/protocol'
import { currentGrant, knocksOf, type RoomState, sessionAtTheDoor } from '@fermata/shared/session'
import fc from 'fast-check'
import * as v from 'valibot'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { name, openRoomBench, type RoomBench } from '../../../test/support/practice/room-bench.ts'
import { BYTES_32, hostile } from '../../../test/support/session/messages.ts'
import { hashOf } from '../auth/hash.ts'
import { openLog } from '../log.ts'
import { Place, type Right } from './connection.ts'
import { hear } from './hearing.ts'

/** How many; a nightly run sends a million. */
const MESSAGES = Number(process.env['FUZZ_MESSAGES'] ?? 6_000)

let bench: RoomBench
let logged: string[]
beforeEach(async () => {
  bench = await openRoomBench()
  logged = []
})
afterEach(() => bench.dispose())

interface Speaker {
  place: Place
  told: Down[]
}

/** A tab with a place in the room, whose connection only remembers what it was told. */
function connect(as: Right['as'], room: RoomId): Speaker {
  const told: Down[] = []
  const device = name<DeviceId>()
  const right = (as === 'client' ? { as, device, room, link: name() } : { as, device, therapist: name() }) as Right
  const wire = { tell: (message: Down) => void told.push(message), cut: () => undefined, fail: () => undefined }
  const place = new Place(room, right, wire, () => undefined)
  bench.hub.add(room, place)
  return { place, told }
}

/** What a sender may know or guess: ids that are right at this moment, ids of before, ids of nothing. */
function vocabulary(state: RoomState, seen: readonly string[]) {
  const { session } = state
  const pick = fc.constantFrom
  const knocks = knocksOf(session).map((k) => k.knock as string)
  const some = (...right: string[]) =>
    fc.oneof({ weight: 8, arbitrary: pick(...right) }, pick(name<string>(), ...seen.slice(-20)))
  return {
    session: some(sessionAtTheDoor(session), session.id),
    knock: some(...(knocks.length > 0 ? knocks : [name<string>()])),
    grant: some(currentGrant(session)?.grant ?? name(), name()),
    epoch: fc.oneof(pick(state.client.epoch, state.therapist.epoch), fc.nat(6)),
    fresh: fc.constant(0).map(() => name<string>()),
  }
}

type Message = Record<string, unknown>

function messages(state: RoomState, room: RoomId, seen: readonly string[]): fc.Arbitrary<Message> {
  const words = vocabulary(state, seen)
  const about = {
    command: fc.oneof({ weight: 9, arbitrary: words.fresh }, fc.constantFrom(name<string>(), ...seen.slice(-20))),
    room: fc.oneof({ weight: 60, arbitrary: fc.constant(room as string) }, words.fresh),
  }
  const of = (type: string, more: Record<string, fc.Arbitrary<unknown>> = {}) =>
    fc.record({ type: fc.constant(type), ...about, ...more })
  const { session, knock, grant, epoch } = words
  const seat = fc.constantFrom(THERAPIST, CLIENT)
  const envelope = fc.record({
    v: fc.constant(1), id: words.fresh, session, grant, from: seat, to: seat, class: fc.constantFrom('fact', 'hint'),
    seq: fc.nat(9), box: fc.constantFrom('AAAA', 'x'.repeat(300)),
  })
  const sealedBox = fc.constant('AAAA')
  const media = fc.constantFrom('flowing', 'none')
  const token = fc.constantFrom(BYTES_32, `B${BYTES_32.slice(1)}`)
  return fc.oneof(
    of('attach', { proof: fc.option(token), next: token.map(hashOf), media }), of('enter', { media }),
    of('knock', { session, knock: fc.oneof(words.fresh, knock), box: sealedBox, next: token.map(hashOf) }),
    of('knock', { session, knock: fc.oneof(words.fresh, knock), box: sealedBox, next: token.map(hashOf) }),
    of('withdraw', { session, knock }), of('notice', { session, knock }), of('soon', { session, knock }),
    of('admit', { session, knock, grant: fc.oneof(words.fresh, grant), box: sealedBox, kept: sealedBox }),
    of('turnAway', { session, knock }), of('post', { epoch, envelope }), of('post', { epoch, envelope }),
    of('pull', { session, after: fc.nat(9) }), of('leave', { session }), of('comeBack', { session }),
    of('flowing', { session }), of('reopen', { session }), of('reopen', { session }),
    // Seldom, or no session would last.
    fc.nat(3).chain((n) => (n === 0 ? of('finish', { session }) : of('pull', { session, after: fc.constant(0) }))),
  )
}

/** Now and then one field becomes something else. */
const mutated = (message: fc.Arbitrary<Message>) =>
  fc.tuple(message, fc.nat(9), fc.nat(99), fc.constantFrom(...hostile)).map(([good, chance, which, odd]): Message => {
    if (chance > 0) return good
    const keys = Object.keys(good)
    return { ...good, [keys[which % keys.length] ?? 'type']: odd }
  })

test(`GW80 of ${MESSAGES} good, stale, misdirected and broken messages, no refused one changes anything`, async () => {
  const speakers = [
    ...Array.from({ length: 5 }, () => connect('client', bench.room)),
    ...Array.from({ length: 2 }, () => connect('therapist', bench.room)),
  ]
  const log = openLog(bench.clock, (line) => void logged.push(line))
  const parts = { store: bench.store, rooms: bench.rooms, log }
  const answers = new Map<string, number>()
  const seen: string[] = []
  let read = 0
  const load = async () => {
    const document = (await bench.store.rooms.load(bench.room))?.document
    if (document === undefined) throw new Error('the room is gone')
    const state = JSON.parse(document.state) as RoomState
    const { head } = await bench.store.rooms.read(bench.room, state.session.id, 0, 0)
    return { document: JSON.stringify(document), state, head }
  }
  let before = await load()
  for (let n = 0; n < MESSAGES; n++) {
    const [message = {}] = fc.sample(mutated(messages(before.state, bench.room, seen)), { numRuns: 1, seed: n })
    const speaker = speakers[(n * 7 + Math.floor(n / 11)) % speakers.length] as Speaker
    const told = speakers.map((one) => one.told.length)
    const acks: Ack[] = []
    await hear(parts, new Map([[bench.room, speaker.place]]), message, (ack: Ack) => void acks.push(ack))
    const after = await load()

    const [ack] = acks
    const outcome = ack?.outcome === 'refused' ? ack.refusal.code : (ack?.outcome ?? 'none')
    answers.set(outcome, (answers.get(outcome) ?? 0) + 1)
    if (v.is(Up, message)) read += 1
    if (ack?.outcome !== 'committed') {
      const changed = after.document !== before.document || after.head !== before.head
      const heard = speakers.some((one, index) => one.told.length !== told[index])
      if (changed || heard || acks.length !== 1) throw new Error(`${n}, ${outcome}: ${JSON.stringify(message)}`)
    }
    const ids = ['command', 'knock', 'session', 'grant'].map((key) => message[key])
    seen.push(...ids.filter((id) => typeof id === 'string'))
    bench.clock.advance(n % 50 === 0 ? 60_000 : 10)
    // What time alone does is no message's doing: it is done before the next one.
    await bench.run({ by: 'nobody', type: 'lapse' })
    await bench.idle()
    before = await load()
  }
  expect(read).toBeGreaterThan(MESSAGES * 0.8)
  // Every kind of answer was given: the messages went everywhere.
  expect([...answers.keys()].sort((a, b) => (a < b ? -1 : 1))).toEqual([
    'committed', 'displaced', 'doorFull', 'knockGone', 'log', 'malformed', 'noSuchRoom', 'notForYourSeat',
    'otherSession', 'outOfPhase', 'sessionOver',
  ])
  expect(logged).toEqual([])
  expect(Object.keys(Object.prototype)).toEqual([])
}, MESSAGES * 20)
