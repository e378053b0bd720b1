import { expect, test } from 'vitest'
import type { KnockId } from '@fermata/shared/ids'
import { ok, refuse } from '@fermata/shared/result'
import { ManualClock } from '../../../../../test/support/manual-clock.ts'
import { knocking, room, seeded, session, therapist } from '../../../crypto/testing/fixtures.ts'
import { newVault } from '../../../crypto/vault.ts'
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
  const made = await receiveKnock(record, session, { knock: about.knock, box, at, noticedAt: null }, keys, () => Promise.resolve(link))
  if (made === null) throw new Error('an honest knock opens')
  return made
}

/** A desk with this list of visitors, whose server has only the knock `there`. */
async function desk(visitors: AdmittingParts['visitors'], there: KnockId | null) {
  const asked: string[] = []
  const admitting = new Admitting({
    vault: await newVault(therapist, random), random, clock, visitors,
    asking: {
      ask: (_room, body) => {
        if (body.type === 'admit') asked.push(body.knock)
        const isThere = body.type === 'admit' && body.knock === there
        return Promise.resolve(isThere ? ok({ outcome: 'committed', now: 0, at: null } as const) : refuse({ code: 'knockGone' }))
      },
    },
    wordsFor: () => ({ therapistName: 'Dr. A', pause: null, keepKey: fakeHash(2) }),
    released: () => undefined,
  })
  return { admitting, asked }
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
