/**
 * The media link, as everybody outside `media/` sees it. One caller (always the client) and one answerer (always the
 * therapist). Before the grant nothing leaves the answerer: it prepares in silence and releases everything at once.
 */
import type { Candidate, Description, Signal } from '@fermata/shared/protocol'
import type { Clock } from '@fermata/shared/clock'
import type { Observable } from '../lib/observable.ts'

export type CloseReason =
  /** Closed on purpose: ended, left, displaced. */
  | 'closed'
  /** The other side's certificate is not the one it vouched for: somebody may stand in the middle. */
  | 'certificate'

export type LinkState =
  | { state: 'negotiating' }
  | { state: 'connected' }
  /** It was connected and is being mended. */
  | { state: 'interrupted' }
  | { state: 'closed'; reason: CloseReason }

/** A description with the candidates known so far, and the SHA-256 (base64url) of the certificate it must carry. */
export interface Prepared {
  certificate: string
  description: Description
  candidates: Candidate[]
}

/**
 * By which servers a way may be found, and whether any way will do. `relay`: through the relay only, so that this
 * person's network address is never shown; it never falls back.
 */
export interface IceSettings {
  /** Our own STUN and TURN only; may be empty. Never left to the library's default, which asks strangers. */
  iceServers: RTCIceServer[]
  iceTransportPolicy: 'all' | 'relay'
}

export interface LinkOptions {
  role: 'caller' | 'answerer'
  clock: Clock
  /** Sends a negotiation step to the other side; may get lost. */
  signal(signal: Signal): void
  /** Whether signalling works now; recovery waits while it does not. */
  reachable: Observable<boolean>
  /**
   * First epoch this instance may use: higher than any used before under this grant. An answerer takes over the
   * epoch of the offer it prepares for, whatever its own tab had got to.
   */
  firstEpoch: number
  /** Told each epoch before it is used, to be remembered across a reload. */
  onEpoch?(epoch: number): void
}

/**
 * How much of the own camera is sent. `smaller`, `smallest`: fewer pixels and frames in fewer bits; `held`: nothing,
 * while the camera goes on and may come back at any time without a negotiation.
 */
export type PictureStep = 'whole' | 'smaller' | 'smallest' | 'held'

/** A look at what a link has counted so far; `null`: not known here. */
export interface Counters {
  /** Tells one peer from the next: each counts from nought. */
  peer: string
  /** Samples of the other's sound played, and those of them that were made up though there was something to hear. */
  samples: number
  concealed: number
  /** Packets of the own sound that left; `null`: none are sent. */
  soundSent: number | null
  /** There and back, ms. */
  roundTrip: number | null
  /** The other side's last report on ours: the share that did not arrive, and when it came. */
  lost: { share: number; at: number } | null
  /** What the path is thought to take, bits a second. */
  room: number | null
}

/** What a link sends, and how that goes. */
export interface Sending {
  /** From now on, over every later peer as well. */
  keepPicture(step: PictureStep): Promise<void>
  /** A second picture beside the camera's, over every later peer as well; `null`: none. */
  showScreen(track: MediaStreamTrack | null): Promise<void>
  /** `null` while there is no connection. */
  counters(): Promise<Counters | null>
}

export interface MediaLink {
  readonly sending: Sending
  readonly state: Observable<LinkState>
  /** What comes from the other side: one stream object for the life of the link, its tracks replaced within. */
  readonly remote: MediaStream
  /** The other side's second picture, likewise. It carries something only while they share. */
  readonly screen: MediaStream
  /** SHA-256 (base64url) of this tab's certificate. */
  readonly certificate: string
  /** Whether bytes arrived from the other side within the last two seconds. */
  readonly flowing: Observable<boolean>

  /** Caller: the offer and its candidates, gathered for at most `patience` ms. Nothing is sent. A later one replaces it. */
  prepareOffer(patience: number): Promise<Prepared>
  /** Caller: the grant's answer. Connects. */
  begin(answer: Prepared): void
  /**
   * Answerer: takes the knock's offer with all candidates withheld, and prepares the answer. Not one packet leaves.
   * Rejects when the offer is refused – forged: the link is closed; unreadable: another may be tried – or the link closed.
   */
  prepareAnswer(offer: Prepared): Promise<void>
  /** Answerer, at Admit: the answer and its candidates; the caller's withheld candidates are used from now on. */
  release(): Prepared
  /** Either side without a prepared peer (after a reload): asks for, or makes, a new one as soon as `trust` and signalling allow. */
  rebuild(): void

  /**
   * The other side's current certificate, vouched for by its sealed word. A change drops the peer that has another. A
   * new peer's description that comes before the word waits for it, unused, for 10 s; then the link closes as `certificate`.
   */
  trust(certificate: string): void
  /** A negotiation step from the other side. Stale, doubled and hostile ones are dropped. */
  receive(signal: Signal): void

  /** What to send; `null` sends nothing. Senders are never removed. */
  setTracks(tracks: { audio: MediaStreamTrack | null; video: MediaStreamTrack | null }): Promise<void>
  /** Sends text on the data channel; `false` when it cannot be sent now. */
  send(text: string): boolean
  onText(listener: (text: string) => void): () => void
  close(): void
}

/** How the app's controllers get one; which servers it uses is settled where the app is put together. */
export type OpenLink = (options: LinkOptions) => Promise<MediaLink>
