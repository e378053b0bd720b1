import { describe, expect, test } from 'vitest'
import { ManualClock } from '../../../../../test/support/manual-clock.ts'
import { knocking, room, seeded, session, therapist } from '../../../crypto/testing/fixtures.ts'
import { newVault } from '../../../crypto/vault/vault.ts'
import { observable } from '../../../lib/observable.ts'
import { FakeLink } from '../../../media/fake-link.ts'
import { fakeHash } from '../../../media/fake-media.ts'
import { FakeNetwork } from '../../../media/fake-network.ts'
import { receiveKnock, type Visitor } from './doorbell.ts'
import { sealYes } from '../meeting.ts'

const random = seeded(7)

/** A link whose answer is made only at `made`; closed before that, it is never made. */
class SlowLink extends FakeLink {
  made: () => void = () => undefined

  override prepareAnswer(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.made = resolve
      this.state.watch(({ state }) => state === 'closed' && reject(new Error('closed')))
    })
  }
}

/** Somebody at the door, as the desk has them. */
async function visit(): Promise<{ visitor: Visitor; link: SlowLink; yes: () => ReturnType<typeof sealYes> }> {
  const { link: door, keys, box, about } = await knocking(random)
  const record = {
    kind: 'room', room, label: '', minutes: 50, doorName: '', doorText: '', fragment: door.fragment, keepKey: fakeHash(2), lastMet: null,
  } as const
  const link = new SlowLink({
    role: 'answerer', clock: new ManualClock(), reachable: observable(true), firstEpoch: 1, signal: () => undefined,
  }, new FakeNetwork(), fakeHash(1))
  const visitor = await receiveKnock(record, session, { knock: about.knock, box, at: 0, noticedAt: null, soonAt: null }, keys, () => Promise.resolve(link))
  if (visitor === null) throw new Error('an honest knock opens')
  const vault = await newVault(therapist, random)
  const yes = () => sealYes(visitor, { vault, random }, { therapistName: 'Dr. A', pause: null, cutOff: 'asPlanned', keepKey: record.keepKey, minutes: record.minutes })
  return { visitor, link, yes }
}

describe('somebody at the door', () => {
  test('who goes before the answer is made is no fault, and there is nothing to say yes to', async () => {
    const { visitor, link, yes } = await visit()
    const tapped = yes()
    link.close()
    expect(await visitor.prepared.ready).toBe(false)
    expect(await tapped).toBeNull()
  })

  test('who goes after it was made cannot be let in either', async () => {
    const { visitor, link, yes } = await visit()
    link.made()
    expect(await visitor.prepared.ready).toBe(true)
    link.close()
    expect(await yes()).toBeNull()
  })
})
