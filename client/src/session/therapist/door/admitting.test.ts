import { expect, test } from 'vitest'
import type { KnockId } from '@fermata/shared/ids'
import { ok, refuse } from '@fermata/shared/result'
import { ManualClock } from '../../../../../test/support/manual-clock.ts'
import { knocking, room, seeded, session, therapist } from '../../../crypto/testing/fixtures.ts'
import { newVault } from '../../../crypto/vault/vault.ts'
import { observable } from '../../../lib/observable.ts'
import { FakeLink } from '../../../media/fake-link.ts'
import { fakeHash } from '../../../media/fake-media.ts'
import { FakeNetwork } from '../../../media/fake-network.ts'
import type { Prepared } from '../../../media/port.ts'
import { Admitting, type AdmittingParts } from './admitting.ts'
import { receiveKnock, type Visitor } from './doorbell.ts'

const random = seeded(9)
const clock = new ManualClock()

/** A link that takes every offer. */
class ReadyLink extends FakeLink {
  override prepareAnswer(): Promise<void> {
    return Promise.resolve()
  }

  override release(): Prepared {
    return { certificate: fakeHash(1), description: { type: 'answer', sdp: 'v=0' }, candidates: [] }
  }
}

/** Somebody at the door since `at`, their answer prepared. */
async function visitor(at: number): Promise<Visitor> {
  const { link: door, keys, box, about } = await knocking(random)
  const record = {
    kind: 'room', room, label: '', minutes: 50, doorName: '', doorText: '', fragment: door.fragment, keepKey: fakeHash(2), lastMet: null,
  } as const
  const link = new ReadyLink({
    role: 'answerer', clock, reachable: observable(true), firstEpoch: 1, signal: () => undefined,
  }, new FakeNetwork(), fakeHash(1))
  const made = await receiveKnock(record, session, { knock: about.knock, box, at, noticedAt: null, soonAt: null }, keys, () => Promise.resolve(link))
  if (made === null) throw new Error('an honest knock opens')
  return made
}

/** A desk with this list of visitors, whose server has only the knock `there`. */
async function desk(visitors: AdmittingParts['visitors'], there: KnockId | null, shown: 'waiting' | 'inSession' = 'waiting') {
  const [asked, taken]: [string[], string[]] = [[], []]
  const admitting = new Admitting({
    vault: await newVault(therapist, random), random, clock, visitors,
    asking: {
      ask: (_room, body) => {
        if (body.type === 'admit') asked.push(body.knock)
        const isThere = body.type === 'admit' && body.knock === there
        return Promise.resolve(isThere ? ok({ outcome: 'committed', now: 0, at: null } as const) : refuse({ code: 'knockGone' }))
      },
    },
    wordsFor: () => ({ therapistName: 'Dr. A', pause: null, cutOff: 'asPlanned', keepKey: fakeHash(2), minutes: 50 }),
    released: () => undefined,
    isTaken: () => shown === 'inSession',
    taken: ({ visitor: { knock } }) => void taken.push(knock),
  })
  return { admitting, asked, taken }
}

const settle = () => new Promise((resolve) => setImmediate(resolve))

test('KN33 a tap on a knock that its own tab has just made anew is for the new one, though this page is shown it later', async () => {
  const [old, anew] = [await visitor(5), { ...(await visitor(5)), knock: 'anew' as KnockId }]
  const list = observable<readonly Visitor[]>([old])
  const { admitting, asked } = await desk(list, anew.knock)
  const tapped = admitting.admit(old)
  while (asked.length === 0) await settle()
  expect(admitting.state.get()?.knock, 'the tap is still under way').toBe(old.knock)
  list.set([anew])
  expect(await tapped).toBeNull()
  expect(asked).toEqual([old.knock, anew.knock])
})

test('KN33 who is simply gone is told as gone, once the page is shown it, or after five seconds', async () => {
  const old = await visitor(5)
  const list = observable<readonly Visitor[]>([old])
  const { admitting, asked } = await desk(list, null)
  const first = admitting.admit(old)
  while (asked.length === 0) await settle()
  list.set([])
  expect(await first).toEqual({ code: 'knockGone' })

  const other = await visitor(6)
  list.set([other])
  const second = admitting.admit(other)
  while (asked.length === 1) await settle()
  await settle()
  clock.advance(5_000)
  expect(await second).toEqual({ code: 'knockGone' })
})

test('KN35 a yes that was never answered is one once the room shows its session: what was released stays open', async () => {
  const there = await visitor(5)
  const { admitting, taken } = await desk(observable<readonly Visitor[]>([there]), null, 'inSession')
  expect(await admitting.admit(there)).toBe('shown')
  expect(there.prepared.link.state.get().state).not.toBe('closed')
  expect(taken).toEqual([there.knock])
})

test('KN35 one that came to nothing closes what was released', async () => {
  const gone = await visitor(5)
  const list = observable<readonly Visitor[]>([gone])
  const { admitting, asked, taken } = await desk(list, null)
  const tapped = admitting.admit(gone)
  while (asked.length === 0) await settle()
  list.set([])
  expect(await tapped).toEqual({ code: 'knockGone' })
  expect(gone.prepared.link.state.get().state).toBe('closed')
  expect(taken).toEqual([])
})
