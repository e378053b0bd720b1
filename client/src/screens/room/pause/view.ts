/** The shared pause, as both sides are shown it. The client alone starts and ends it. */
import type { DevicesView } from '../../devices/view.ts'
import type { ClientAttendance } from '../stage/ClientAttendance.tsx'
import type { WhenGone } from '../stage/view.ts'
import type { Keep, Reach } from '../reach.ts'
import type { LinkState, RemoteView } from '../view.ts'

/** How far the news of the pause got, as far as is known. */
export type PauseTold = 'sending' | 'onScreen' | 'behind' | 'notConfirmed'

/** "Shall we finish here for today?", on the client's page; `agreed` after *Yes*. */
export type FinishOffer = 'finish' | 'agreed' | null

/** The same, on the therapist's page: it may be asked after six minutes, and the client answers. */
export type FinishAsked = 'tooEarly' | 'ready' | 'sent' | 'yes' | 'notYet'

/** The pause, on the therapist's stage. */
export interface TherapistPauseView {
  /** As last known. */
  keep: Keep
  /** What of the therapist's reaches the client now. */
  reach: Reach
  /** Beside the pause, which stays as it was. */
  connection: 'there' | 'lost'
  /** "I'm here" is said once. */
  imHere: 'ready' | 'sent'
  finish: FinishAsked
  /** From ten minutes on. */
  whenGone: WhenGone | null
  onImHere(): void
  onOfferFinish(): void
}

/** The client's page while they pause. */
export interface ClientPauseProps {
  /** The therapist's name, as it came with the grant. */
  therapist: string
  remote: RemoteView
  attendance: ClientAttendance
  link: LinkState
  keep: Keep
  onKeep(keep: Keep): void
  told: PauseTold
  /** After three minutes. */
  stillPausing: boolean
  /** The therapist's word, once it was sent. */
  said: 'imHere' | null
  offer: FinishOffer
  onAnswer(answer: 'yes' | 'notYet'): void
  /** `comingBack`: between "Come back" and "Come back now". Nothing of the client's is sent yet. */
  step: 'paused' | 'comingBack'
  onReturn(): void
  onNotYet(): void
  onComeBack(): void
  /** The client's own picture while they look at themselves before coming back. */
  preview: MediaStream | null
  devices: DevicesView
  onLeave(): void
}
