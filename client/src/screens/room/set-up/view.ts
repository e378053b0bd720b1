/** The quiet signals as the pair sets them up, on both sides. Only the client chooses; the therapist suggests. */
import type { CheckInCode, Choices, Past, Suggestion, Tones } from '@fermata/shared/check-in'

/** Whether what was chosen is in the room's notes. `here`: it cannot be kept, and counts today. */
export type Kept = 'kept' | 'later' | 'here'

/** The client's side. */
export interface SetUpView {
  choices: Choices
  onKeep(choices: Choices): void
  kept: Kept
  tones: Tones
  /** Whether this device can vibrate. */
  vibration: 'there' | 'missing'
}

/** Something the therapist asks, above the client's controls; one at a time. */
export type OfferView =
  | { offer: 'pause' | 'signals' | 'lookBack'; onYes(): void; onNo(): void }
  | { offer: 'words'; suggestion: Suggestion; onYes(): void; onNo(): void }

/** What became of the therapist's offer, until it is put away. */
export interface OfferedView {
  offer: 'pause' | 'signals' | 'lookBack'
  answer: 'none' | 'yes' | 'no'
  onPutAway(): void
}

/** A small window on top of others, where the browser has one. */
export type WindowView = { state: 'missing' } | { state: 'open' | 'closed'; onToggle(): void }

/** The therapist's side. */
export interface PairSignalsView {
  choices: Choices
  /** What was suggested last; empty before. */
  suggestion: Suggestion
  onSuggest(suggestion: Suggestion): void
  tones: Tones
  onTones(tones: Tones): void
  past: readonly Past[]
  side: 'end' | 'start'
  onSide(): void
  window: WindowView
  /** Absent while the client pauses. */
  onOfferPause?: (() => void) | undefined
  onOfferSignals(): void
}

/** A practice press, drawn apart from the cues and marked as what it is. */
export interface PracticeView {
  fact: string
  code: CheckInCode
  onDrawn(): void
  onSee(): void
}
