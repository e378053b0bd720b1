import { beforeEach, describe, expect, test, vi } from 'vitest'
import { ManualClock } from '../../../../../test/support/manual-clock.ts'
import { Scope } from '../../../lib/scope.ts'
import { fakeDescription, fakeHash } from '../../fake-media.ts'
import { Vouching } from './vouching.ts'
import type { DescriptionSignal } from './vouching.ts'

const [OURS, NEW, OTHER] = [fakeHash(1), fakeHash(2), fakeHash(3)]
const offer = (certificate: string, epoch = 2): DescriptionSignal =>
  ({ s: 'description', epoch, neg: 1, description: fakeDescription('offer', certificate, epoch) })

let clock: ManualClock
let scope: Scope
let refuse: ReturnType<typeof vi.fn<() => void>>
let vouching: Vouching
beforeEach(() => {
  clock = new ManualClock()
  scope = new Scope()
  refuse = vi.fn<() => void>()
  vouching = new Vouching(clock, scope, refuse)
  vouching.trust(OURS)
})

describe('a description', () => {
  test('with the vouched certificate is admitted', () => expect(vouching.admits(offer(OURS), null)).toBe(true))

  test('with another, for a peer that showed one already, is an attack at once', () => {
    expect(vouching.admits(offer(NEW), OURS)).toBe(false)
    expect(refuse).toHaveBeenCalledOnce()
  })

  test('with none that can be read is an attack at once', () => {
    const bare = offer(OURS)
    bare.description.sdp = 'v=0'
    expect(vouching.admits(bare, null)).toBe(false)
    expect(refuse).toHaveBeenCalledOnce()
  })

  test('of a new peer waits for the word, which may come later', () => {
    expect(vouching.admits(offer(NEW), null)).toBe(false)
    clock.advance(9_999)
    expect(vouching.trust(NEW)).toEqual(offer(NEW))
    clock.advance(60_000)
    expect(refuse).not.toHaveBeenCalled()
  })

  test('that waits is refused after 10 s, however often it is repeated', () => {
    for (let n = 0; n < 9; n += 1) {
      vouching.admits(offer(NEW, 2 + n), null)
      clock.advance(1_000)
    }
    clock.advance(1_000)
    expect(refuse).toHaveBeenCalledOnce()
  })

  test('that waits is not given for the word of another', () => {
    vouching.admits(offer(NEW), null)
    expect(vouching.trust(OTHER)).toBeNull()
    clock.advance(10_000)
    expect(refuse).toHaveBeenCalledOnce()
  })

  test('waits no longer than the link lives', () => {
    vouching.admits(offer(NEW), null)
    scope.close()
    expect(clock.waiting).toBe(0)
  })
})
