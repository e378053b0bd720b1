/** A call of this page to itself through the relay, before it is needed: nothing is captured, a text goes across. */
import { type Clock, SECOND } from '@fermata/shared/clock'

/** A relay that is there answers within a second even far away; an address where nobody is never does. */
const PATIENCE = 8 * SECOND
/** What TURN answers to a credential it does not take, or one that has its share already (RFC 8656, 486). */
const REFUSALS: ReadonlySet<number> = new Set([401, 403, 431, 438, 441, 486, 508])

/** `refused`: it is there and does not take our credential. `unreachable`: it said nothing, or passed nothing on. */
export async function checkRelay(iceServers: RTCIceServer[], clock: Clock): Promise<'works' | 'refused' | 'unreachable'> {
  const [one, other] = [0, 1].map(() => new RTCPeerConnection({ iceServers, iceTransportPolicy: 'relay' }))
  if (one === undefined || other === undefined) return 'unreachable'
  const introduce = (from: RTCPeerConnection, to: RTCPeerConnection): void =>
    from.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate !== null) to.addIceCandidate(candidate).catch(() => undefined)
    })
  introduce(one, other)
  introduce(other, one)
  try {
    return await new Promise((resolve) => {
      const cancel = clock.after(PATIENCE, () => resolve('unreachable'))
      const say = (result: 'works' | 'refused'): void => {
        cancel()
        resolve(result)
      }
      one.addEventListener('icecandidateerror', ({ errorCode }) => REFUSALS.has(errorCode) && say('refused'))
      one.createDataChannel('check').addEventListener('open', () => say('works'))
      void negotiate(one, other)
    })
  } finally {
    one.close()
    other.close()
  }
}

async function negotiate(one: RTCPeerConnection, other: RTCPeerConnection): Promise<void> {
  await one.setLocalDescription()
  if (one.localDescription !== null) await other.setRemoteDescription(one.localDescription)
  await other.setLocalDescription()
  if (other.localDescription !== null) await one.setRemoteDescription(other.localDescription)
}
