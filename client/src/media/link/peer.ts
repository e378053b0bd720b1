/**
 * One simple-peer instance, tamed: the only file that imports it. It does not fall over when a path fails, sends
 * and receives through transceivers that exist from the start, and can restart ICE. One `Peer` is one epoch.
 */
import SimplePeer from 'simple-peer'
import type { Clock } from '@fermata/shared/clock'
import type { Candidate, Description } from '@fermata/shared/protocol'
import { Scope } from '../../lib/scope.ts'
import type { PictureStep } from '../port.ts'
import { provenCertificate } from './trust/certificate.ts'
import { beat, HEARTBEAT } from './mending/heartbeat.ts'
import { FIRST, OwnPicture } from './picture.ts'

export interface PeerEvents {
  /** Our offer or answer. */
  description(description: Description): void
  candidate(candidate: Candidate): void
  /** The other side's description is in force. */
  applied(): void
  /** The data channel is open; the DTLS handshake has happened. */
  open(): void
  text(text: string): void
  /** ICE or DTLS gave up. The peer still lives and can be restarted. */
  failed(): void
  /** Gone for good: the other side closed it, or a step could not be applied. */
  lost(): void
}

export interface PeerOptions {
  role: 'caller' | 'answerer'
  configuration: RTCConfiguration
  clock: Clock
  events: PeerEvents
}

export interface SentTracks {
  audio: MediaStreamTrack | null
  video: MediaStreamTrack | null
}

/** In the order of the description: sound, camera, and a second picture that waits to be used. */
const SLOTS = ['audio', 'video', 'screen'] as const
type Slot = (typeof SLOTS)[number]
const kindOf = (slot: Slot): 'audio' | 'video' => (slot === 'audio' ? 'audio' : 'video')
/** Text waiting in the channel at most, bytes; beyond it the other path is the quicker one. */
const BUFFERED_AT_MOST = 256 * 1024

export class Peer {
  readonly #inner: SimplePeer
  readonly #pc: RTCPeerConnection
  readonly #scope = new Scope()
  #tracks: SentTracks = { audio: null, video: null }
  #screen: MediaStreamTrack | null = null
  readonly #picture: OwnPicture

  constructor({ role, configuration, clock, events }: PeerOptions) {
    const inner = new SimplePeer({
      initiator: role === 'caller', trickle: true, config: configuration, objectMode: true,
      // Both sides open channel 0 themselves, which spares the exchange that announces it.
      channelConfig: { negotiated: true, id: 0 },
    })
    if (inner._pc === null || inner._channel === null) throw new Error('no peer connection')
    this.#inner = inner
    this.#pc = inner._pc
    this.#picture = new OwnPicture(clock, this.#scope, (slot) => this.#transceiver(slot)?.sender)
    this.#keepAlive(events)
    this.#announceApplied(events)
    if (role === 'caller') this.#offerAllSlots()
    else this.#answerWithSenders()
    inner.on('signal', (data) => {
      if (data.type === 'offer' || data.type === 'answer') events.description({ type: data.type, sdp: data.sdp })
      // An empty one is Firefox's end of candidates.
      else if (data.type === 'candidate' && data.candidate.candidate !== '') events.candidate(data.candidate)
    })
    inner.on('data', (data) => {
      if (typeof data === 'string' && data !== HEARTBEAT) events.text(data)
    })
    inner.on('error', () => undefined)
    inner.on('close', () => {
      if (this.#scope.closed) return
      this.close()
      events.lost()
    })
    this.#scope.listen(inner._channel, 'open', () => {
      beat(clock, this.#scope, () => this.send(HEARTBEAT))
      this.#lookAtPicture()
      events.open()
    })
  }

  get isOpen(): boolean {
    return this.#inner._channel?.readyState === 'open'
  }

  /** Resolves when there are no more candidates to find. */
  gathered(): Promise<void> {
    return new Promise((resolve) => {
      const look = () => this.#pc.iceGatheringState === 'complete' && resolve()
      this.#scope.listen(this.#pc, 'icegatheringstatechange', look)
      this.#scope.onClose(resolve)
      look()
    })
  }

  /** Takes the other side's description; its certificate must have been checked. */
  accept(description: Description): void {
    if (!this.#scope.closed) this.#inner.signal(description)
  }

  /** Past simple-peer, which destroys itself over a candidate it cannot use. */
  add(candidates: readonly Candidate[]): void {
    if (this.#scope.closed) return
    for (const candidate of candidates) this.#pc.addIceCandidate(candidate).catch(() => undefined)
  }

  /** Caller, after its first answer: a new offer with new ICE credentials, instead of one that was never answered. */
  async restart(configuration: RTCConfiguration): Promise<void> {
    const { signalingState } = this.#pc
    if (this.#scope.closed || (this.#inner._isNegotiating && signalingState === 'stable')) return
    this.#pc.setConfiguration(configuration)
    // A queued negotiation beside the rollback would make two offers at once, whose m-lines clash.
    this.#inner._queuedNegotiation = false
    this.#pc.restartIce()
    // Fails when the answer arrived in this very moment, and then there is nothing to roll back.
    if (signalingState === 'have-local-offer') await this.#pc.setLocalDescription({ type: 'rollback' }).catch(() => undefined)
    if (this.#scope.closed) return
    this.#inner._isNegotiating = false
    this.#inner.negotiate()
  }

  async setTracks(tracks: SentTracks): Promise<void> {
    this.#tracks = tracks
    this.#lookAtPicture()
    await Promise.all((['audio', 'video'] as const).map(async (slot) => this.#transceiver(slot)?.sender.replaceTrack(tracks[slot])))
  }

  /** How much of the camera is sent. */
  keepPicture(step: PictureStep): Promise<void> {
    return this.#picture.keep(step)
  }

  /** The second picture, beside the camera's; `null` sends none. */
  async showScreen(track: MediaStreamTrack | null): Promise<void> {
    this.#screen = track
    await this.#transceiver('screen')?.sender.replaceTrack(track)
  }

  /** What comes in, by slot; nothing on the answering side until the offer is in force. */
  receivedTracks(): (MediaStreamTrack | undefined)[] {
    return SLOTS.map((slot) => this.#transceiver(slot)?.receiver.track)
  }

  send(text: string): boolean {
    const channel = this.#inner._channel
    if (!channel || channel.readyState !== 'open' || channel.bufferedAmount > BUFFERED_AT_MOST) return false
    try {
      channel.send(text)
      return true
    } catch {
      return false
    }
  }

  stats(): Promise<RTCStatsReport> {
    return this.#pc.getStats()
  }

  provenCertificate(): Promise<string | null> {
    return provenCertificate(this.#pc)
  }

  close(): void {
    this.#scope.close()
    this.#inner.removeAllListeners()
    this.#inner.on('error', () => undefined)
    this.#inner.destroy()
  }

  /** simple-peer destroys itself when ICE or DTLS fails; a restart mends most of these. */
  #keepAlive(events: PeerEvents): void {
    this.#pc.onconnectionstatechange = () => {
      const { connectionState } = this.#pc
      if (connectionState === 'failed') events.failed()
      if (connectionState === 'connected') this.#picture.anew()
    }
    this.#pc.oniceconnectionstatechange = () => {
      if (this.#pc.iceConnectionState === 'failed') events.failed()
      else this.#inner._onIceStateChange()
    }
  }

  #announceApplied(events: PeerEvents): void {
    const apply = this.#pc.setRemoteDescription.bind(this.#pc)
    this.#pc.setRemoteDescription = async (description: RTCSessionDescriptionInit) => {
      await apply(description)
      // Nothing waits for it: until it is said that this is in force, the same description may come once more.
      void this.#picture.apply()
      if (!this.#scope.closed) events.applied()
    }
  }

  #offerAllSlots(): void {
    for (const slot of SLOTS) {
      const sendEncodings = slot === 'video' ? [{ ...FIRST }] : []
      this.#pc.addTransceiver(kindOf(slot), { direction: 'sendrecv', sendEncodings })
    }
  }

  #lookAtPicture(): void {
    if (this.isOpen && this.#tracks.video !== null) this.#picture.shown()
  }

  /** Without this the answer would say that we never send, and a later track would need a negotiation. */
  #answerWithSenders(): void {
    const createAnswer = this.#pc.createAnswer.bind(this.#pc) as () => Promise<RTCSessionDescriptionInit>
    const withSenders = async () => {
      for (const slot of SLOTS) {
        const transceiver = this.#transceiver(slot)
        if (transceiver) transceiver.direction = 'sendrecv'
      }
      await this.setTracks(this.#tracks)
      await this.showScreen(this.#screen)
      return createAnswer()
    }
    this.#pc.createAnswer = withSenders as RTCPeerConnection['createAnswer']
  }

  /** A page that has no second picture yet offers none: then there is no such transceiver. */
  #transceiver(slot: Slot): RTCRtpTransceiver | undefined {
    const alike = this.#pc.getTransceivers().filter(({ receiver }) => receiver.track.kind === kindOf(slot))
    return alike[slot === 'screen' ? 1 : 0]
  }
}
