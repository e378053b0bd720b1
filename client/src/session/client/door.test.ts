import { ok, refuse, type Refusal, type Result } from '@fermata/shared/result'
import type { Bundle } from '@fermata/shared/protocol'
import { beforeEach, expect, test } from 'vitest'
import { ManualClock } from '../../../../test/support/manual-clock.ts'
import { sealBundle } from '../../crypto/door/bundle.ts'
import { type Link, newLink } from '../../crypto/door/link.ts'
import { newTherapist, room, seeded } from '../../crypto/testing/fixtures.ts'
import type { Api } from '../../lib/api.ts'
import { memoryKeep, type TabKeep } from '../../lib/keep.ts'
import { Door } from './door.ts'

const random = seeded(23)
const AWAY: Refusal = { code: 'unavailable', retryAfterMs: 1_000 }
let keep: TabKeep
let link: Link
let bundle: Bundle
let clock: ManualClock
/** What the server says to whoever asks at the door. */
let answer: () => Promise<Result<{ bundle: Bundle }>>

beforeEach(async () => {
  ;[keep, clock] = [memoryKeep(), new ManualClock()]
  link = await newLink(random, room)
  const { welcome } = await newTherapist()
  const sealed = await sealBundle(link, 1, welcome, random)
  if (sealed === null) throw new Error('the welcome is too long')
  bundle = sealed
  answer = () => Promise.resolve(ok({ bundle }))
})

/** A page load of this tab; the fragment is in its address the first time only. */
function load(fragment = ''): Door {
  const api = { send: () => answer() } as unknown as Api
  return new Door({ room, fragment, forgetFragment: () => undefined, keep, api, clock })
}

test('RE30 a reloaded tab opens its door with what it kept, before the server answers, and while it does not', async () => {
  await load(link.fragment).open()
  answer = () => new Promise(() => undefined)
  const door = load()
  const opened = new Promise<string>((resolve) => door.state.watch(({ door }) => resolve(door)))
  void door.open()
  expect(await opened).toBe('open')

  answer = () => Promise.resolve(refuse(AWAY))
  const other = load()
  await other.open()
  expect(other.state.get().door).toBe('open')
})

test('RE31 what was kept opens no door once the server says that the link is gone, nor the door of another link', async () => {
  await load(link.fragment).open()
  answer = () => Promise.resolve(refuse({ code: 'noSuchRoom' }))
  const door = load()
  await door.open()
  expect(door.state.get().door).toBe('wrong')

  answer = () => Promise.resolve(refuse(AWAY))
  const [again, other] = [load(), load((await newLink(random, room)).fragment)]
  await Promise.all([again.open(), other.open()])
  expect([again.state.get().door, other.state.get().door]).toEqual(['unreachable', 'unreachable'])
})
