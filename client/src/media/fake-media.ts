/** Stand-ins for what only a browser has: streams, tracks, and descriptions that name a certificate. */
import { fromBase64url, toBase64url } from '@fermata/shared/bytes'
import type { Description } from '@fermata/shared/protocol'
import { nameEpoch } from './link/rules/sdp.ts'

/** The `n`th SHA-256 of nothing in particular. */
export function fakeHash(n: number): string {
  const bytes = new Uint8Array(32)
  new DataView(bytes.buffer).setUint32(0, n)
  return toBase64url(bytes)
}

/** As little of a description as the checks of the link read. */
export function fakeDescription(type: Description['type'], certificate: string, epoch: number): Description {
  const pairs = [...(fromBase64url(certificate) ?? [])].map((byte) => byte.toString(16).padStart(2, '0')).join(':')
  const sdp = `v=0\r\ns=-\r\na=fingerprint:sha-256 ${pairs}\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\n`
  return { type, sdp: type === 'offer' ? nameEpoch(sdp, epoch) : sdp }
}

/** An empty stream where there is no `MediaStream`. */
export function fakeStream(): MediaStream {
  const stream = Object.assign(new EventTarget(), { id: 'fake', active: false, getTracks: () => [], getAudioTracks: () => [], getVideoTracks: () => [] })
  return stream as unknown as MediaStream
}

/** A track that can be stopped, and that a device can take away. */
export class FakeTrack extends EventTarget {
  readonly kind: 'audio' | 'video'
  readonly label: string
  readonly #deviceId: string
  readyState: 'live' | 'ended' = 'live'
  enabled = true
  muted = false

  constructor(kind: 'audio' | 'video', label = `fake ${kind}`, deviceId: string = kind) {
    super()
    this.kind = kind
    this.label = label
    this.#deviceId = deviceId
  }

  get asTrack(): MediaStreamTrack {
    return this as unknown as MediaStreamTrack
  }

  getSettings(): MediaTrackSettings {
    return { deviceId: this.#deviceId }
  }

  /** As in browsers, one's own stop makes no event. */
  stop(): void {
    this.readyState = 'ended'
  }

  /** The system takes it for a while, as for a phone call, or gives it back. */
  interrupt(muted: boolean): void {
    this.muted = muted
    this.dispatchEvent(new Event(muted ? 'mute' : 'unmute'))
  }

  /** The device goes away. */
  lose(): void {
    this.stop()
    this.dispatchEvent(new Event('ended'))
  }
}
