/** What the desk shows of a room and of a knock. All names are already opened; the server knows none of them. */
import type { Item, Prompt } from '@fermata/shared/reflection'
import type { LobbyCard } from '@fermata/shared/protocol'

/** Usual lengths of a session, in minutes. */
export const LENGTHS = [45, 50, 60, 90] as const
export type Length = (typeof LENGTHS)[number]

export type RoomState = 'quiet' | 'waiting' | 'entered' | 'session' | 'away' | 'finished' | 'cancelled'

export interface RoomRowView {
  id: string
  /** `null` while the vault is locked or the record cannot be opened. */
  label: string | null
  /** When the last session began; `null` before the first. */
  lastMet: number | null
  state: RoomState
  onOpen(): void
  /** Each of these is offered only where it is given. */
  onCopyLink?(): void
  onRenewLink?(): void
  /** What the client shared after sessions. */
  onReflections?(): void
  /** How long a session usually is; a change moves the planned end of one that goes on. */
  length?: { minutes: number; onChange(minutes: Length): void }
  /** What was kept for the start of the next session here. */
  next?: { prompt: Prompt<Item>; onPutAway(): void } | null
  /** Taking along what is here, and erasing it. */
  onRecord?(): void
}

/** How far an Admit has got. */
export type AdmitState = 'ready' | 'admitting' | 'cannotYet'

export interface KnockView {
  id: string
  /** The room's label, as the therapist calls it. */
  room: string
  /** What the client asked to be called, and where they are; all of it may be empty. */
  card: LobbyCard
  /** When they knocked. */
  since: number
  admit: AdmitState
  /** Whether "In a moment" was tapped (`telling`), and the server has it (`soon`). */
  told: 'nothing' | 'telling' | 'soon'
  onAdmit(): void
  onSoon(): void
  onNotToday(): void
}
