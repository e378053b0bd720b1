import { deepStrictEqual, ok as must } from 'node:assert'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DeviceId, KnockId, SessionId } from '../ids.ts'
import {
  type Circumstances, type Command, decide, DOOR_HOLDS, evolve, knocksOf, newRoom, type RoomState, sessionAtTheDoor,
  type SessionEvent,
} from './index.ts'

const FIRST = 'session-0' as SessionId
const tabs = ['a', 'b', 'c', 'd', 'e'] as DeviceId[]
const desks = ['desk', 'phone'] as DeviceId[]

/** A step: what is asked, meant for the session that is or for a wrong one, and how much time has passed. */
interface Step {
  command: (session: SessionId, state: RoomState) => Command
  aim: 'current' | 'door' | 'wrong'
  minutes: number
}

const tab = fc.constantFrom(...tabs)
const desk = fc.constantFrom(...desks)
const knockName = fc.tuple(tab, fc.nat(2)).map(([device, n]) => `knock ${n} of ${device}` as KnockId)
const token = fc.constantFrom('t0', 't1', 't2')
const media = fc.constantFrom('flowing' as const, 'none' as const)
const own = fc.constantFrom('holder' as const, 'holder' as const, 'anybody' as const)
/** The tab that sits, or sat in the session that ended. */
const lastClientOf = ({ session, client }: RoomState) =>
  session.phase === 'finished' ? session.client : client.held ? client.device : null
const grant = fc.nat(5).map((n) => `grant ${n}`)

const command: fc.Arbitrary<Step['command']> = fc.oneof(
  fc.record({ device: desk, media }).map((what) => () => ({ by: 'therapist', type: 'enter', ...what }) as Command),
  fc.record({ device: tab, n: fc.nat(2), next: token })
    .map(({ device, n, next }) => (session: SessionId): Command => ({
      by: 'client', type: 'knock', device, session, knock: `knock ${n} of ${device}` as KnockId, box: 'box', next,
    })),
  fc.record({ device: desk, knock: knockName, grant })
    .map(({ device, knock, grant: name }) => (session: SessionId): Command => ({
      by: 'therapist', type: 'admit', device, session, knock, grant: name as never, box: 'box', kept: 'kept',
    })),
  fc.record({ type: fc.constantFrom('notice' as const, 'soon' as const, 'turnAway' as const), device: desk, knock: knockName })
    .map((what) => (session: SessionId): Command => ({ by: 'therapist', session, ...what })),
  fc.record({ device: tab, knock: knockName })
    .map((what) => (session: SessionId): Command => ({ by: 'client', type: 'withdraw', session, ...what })),
  fc.record({ device: tab, proof: fc.option(token), next: token, media })
    .map((what) => (): Command => ({ by: 'client', type: 'resume', ...what })),
  fc.record({ type: fc.constantFrom('leave' as const, 'comeBack' as const, 'reopen' as const, 'flowing' as const), device: tab, own })
    .map(({ type, device, own: whose }) => (session: SessionId, state: RoomState): Command => ({
      by: 'client', type, session, device: whose === 'holder' ? (lastClientOf(state) ?? device) : device,
    })),
  fc.record({ type: fc.constantFrom('leave' as const, 'finish' as const, 'reopen' as const, 'flowing' as const), device: desk, own })
    .map(({ type, device, own: whose }) => (session: SessionId, { therapist }: RoomState): Command => ({
      by: 'therapist', type, session, device: whose === 'holder' && therapist.held ? therapist.device : device,
    })),
  fc.constant(() => ({ by: 'nobody', type: 'lapse' }) as Command),
  // Both of those who sat there, one after the other, or it would hardly ever happen.
  fc.constantFrom('therapist' as const, 'client' as const).map((by) => (_session: SessionId, state: RoomState): Command => {
    const device = by === 'client' ? lastClientOf(state) : state.therapist.held ? state.therapist.device : null
    return { by, type: 'reopen', session: state.session.id, device: device ?? ('nobody' as DeviceId) }
  }),
)
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    command,
    aim: fc.constantFrom<Step['aim'][]>('door', 'door', 'door', 'door', 'current', 'current', 'current', 'wrong'),
    minutes: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, fc.constantFrom(1, 31)),
  }),
  { maxLength: 120, size: 'max' },
)

interface Moment {
  before: RoomState
  after: RoomState
  command: Command
  events: readonly SessionEvent[]
  circumstances: Circumstances
}

/** Walks the steps and shows every moment at which something was decided. */
function walk(path: readonly Step[], look: (moment: Moment) => void): void {
  let state = newRoom(FIRST)
  let now = 1_800_000_000_000
  path.forEach(({ command: make, aim, minutes }, index) => {
    now += minutes * 60_000
    const aims = { current: state.session.id, door: sessionAtTheDoor(state.session), wrong: 'wrong' as SessionId }
    const asked = make(aims[aim], state)
    const nextSession = `session-${index + 1}` as SessionId
    const circumstances = { now, nextSession, clientLastSeen: now - minutes * 60_000, lastHere: now }
    const decision = decide(state, asked, circumstances)
    const after = decision.ok ? decision.value.reduce(evolve, state) : state
    look({ before: state, after, command: asked, events: decision.ok ? decision.value : [], circumstances })
    state = after
  })
}

const always = (look: (moment: Moment) => void) =>
  fc.assert(fc.property(steps, (path) => walk(path, look)), { numRuns: 300, seed: 20270115 })

const clientOf = ({ client }: RoomState) => (client.held ? client.device : null)

describe('whatever is asked, in whatever order', () => {
  test('SE30 the epoch of a seat never falls, and rises whenever somebody else sits there', () => {
    always(({ before, after }) => {
      for (const seat of ['therapist', 'client'] as const) {
        const [was, is] = [before[seat], after[seat]]
        const moved = (was.held ? was.device : null) !== (is.held ? is.device : null)
        must(moved ? is.epoch > was.epoch : is.epoch >= was.epoch)
      }
    })
  })

  test('SE31 a tab comes to hold the client’s seat only by being admitted, or again when the session it sat in goes on', () => {
    always(({ before, after, events }) => {
      const holder = clientOf(after)
      if (holder === null || holder === clientOf(before)) return
      if (events.some(({ event }) => event === 'reopened')) return must(before.session.phase === 'finished' && before.session.client === holder)
      const admitted = events.find((event) => event.event === 'admitted')
      must(knocksOf(before.session).find((k) => k.knock === admitted?.knock)?.device === holder)
    })
  })

  test('SE32 a session goes from planned to arrived to in progress to its end; only before Admit does it go back, or when both ask for it', () => {
    const mayFollow: Record<string, readonly string[]> = {
      planned: ['arrived'], arrived: ['planned', 'inProgress', 'cancelled'], inProgress: ['finished'],
      finished: ['inProgress'], cancelled: [],
    }
    always(({ before: { session: was }, after: { session: is }, events }) => {
      must((was.phase === 'finished' && is.phase === 'inProgress') === events.some(({ event }) => event === 'reopened'))
      if (is.id === was.id && is.phase !== was.phase) must(mayFollow[was.phase]?.includes(is.phase))
      if (is.id !== was.id) {
        must(was.phase === 'finished' || was.phase === 'cancelled')
        must(is.phase === 'arrived' && is.id === sessionAtTheDoor(was))
      }
    })
  })

  test('SE33 the id of a session is never used again', () => {
    fc.assert(
      fc.property(steps, (path) => {
        const seen = new Set<string>([FIRST])
        walk(path, ({ before, after }) => {
          if (after.session.id === before.session.id) return
          must(!seen.has(after.session.id))
          seen.add(after.session.id)
        })
      }),
      { numRuns: 300, seed: 7 },
    )
  })

  test('SE34 at most three wait, under names and devices of their own; at most eight are told, each once', () => {
    always(({ after }) => {
      const waiting = knocksOf(after.session)
      must(waiting.length <= DOOR_HOLDS && after.told.length <= 8)
      must(new Set(waiting.map((k) => k.device)).size === waiting.length)
      must(new Set(waiting.map((k) => k.knock)).size === waiting.length)
      must(new Set(after.told.map((t) => t.device)).size === after.told.length)
      must(after.session.phase !== 'arrived' || waiting.length > 0)
    })
  })

  test('SE35 asking the same again at once changes nothing more', () => {
    always(({ after, command: again, circumstances }) => {
      const decision = decide(after, again, circumstances)
      if (decision.ok) deepStrictEqual(decision.value.reduce(evolve, after), after)
    })
  })

  test('SE35 deciding and refusing leave the state they looked at as it was', () => {
    always(({ before, command: asked, circumstances }) => {
      const frozen = JSON.stringify(before)
      const decision = decide(before, asked, circumstances)
      if (decision.ok) decision.value.reduce(evolve, before)
      must(JSON.stringify(before) === frozen)
    })
  })

  test('SE36 the state is plain JSON: what is stored is what was decided', () => {
    always(({ after }) => deepStrictEqual(JSON.parse(JSON.stringify(after)), after))
  })

  test('SE37 a displaced or turned-away tab learns it: it is told, seated, waiting, or its session is over', () => {
    always(({ before, after }) => {
      const was = clientOf(before)
      if (was === null || was === clientOf(after) || after.client.held === false) return
      const known = after.told.some((t) => t.device === was) || knocksOf(after.session).some((k) => k.device === was)
      must(known)
    })
  })

  test('the walks reach every phase, and every kind of event', () => {
    const reached = new Set<string>()
    always(({ after, events }) => {
      reached.add(after.session.phase)
      for (const { event } of events) reached.add(event)
    })
    expect([...reached].sort()).toEqual([
      'admitted', 'arrived', 'cancelled', 'clientBack', 'clientLeft', 'clientReleased', 'closedForGood', 'finished',
      'inProgress', 'knocked', 'mediaFlowed', 'noticed', 'planned', 'reopenAsked', 'reopened', 'soonSaid', 'therapistEntered',
      'therapistLeft', 'tokenRotated', 'turnedAway', 'withdrew',
    ])
  })
})
