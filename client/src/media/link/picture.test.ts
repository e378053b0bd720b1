import { SECOND } from '@fermata/shared/clock'
import { expect, test } from 'vitest'
import { ManualClock } from '../../../../test/support/manual-clock.ts'
import { Scope } from '../../lib/scope.ts'
import { OwnPicture } from './picture.ts'

/** A sender that remembers by how much it was told to shrink the picture. */
function sender() {
  const shrunk: (number | undefined)[] = []
  const encodings: RTCRtpEncodingParameters[] = [{}]
  const taken = {
    getParameters: () => ({ encodings }),
    setParameters: ({ encodings: [encoding] }: RTCRtpSendParameters) => Promise.resolve(void shrunk.push(encoding?.scaleResolutionDownBy)),
  }
  return { shrunk, of: () => taken as unknown as RTCRtpSender }
}

test('ME27 when there is a path again the picture comes small, unasked, and has its size a second later', async () => {
  const [clock, scope, video] = [new ManualClock(), new Scope(), sender()]
  const picture = new OwnPicture(clock, scope, (of) => (of === 'video' ? video.of() : undefined))
  picture.anew()
  expect(video.shrunk, 'nothing was sent before').toEqual([])
  picture.shown()
  clock.advance(SECOND)
  await expect.poll(() => video.shrunk).toEqual([1])
  picture.anew()
  await expect.poll(() => video.shrunk).toEqual([1, 4])
  clock.advance(SECOND - 1)
  expect(video.shrunk).toEqual([1, 4])
  clock.advance(1)
  await expect.poll(() => video.shrunk).toEqual([1, 4, 1])
  scope.close()
  expect(clock.waiting).toBe(0)
})
