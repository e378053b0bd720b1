/** What the therapist does while the client is gone, and what the client's own page may say of it. */
import { CLIENT } from '../ids.ts'
import { inOrder, type Journal, saidOf } from '../pair/said.ts'
import type { Plan } from './card.ts'
import type { LobbyCard, Overheard } from './lobby-card.ts'

/** How the client is gone. `longPause`: they have paused for ten minutes. */
export type Gone = 'leftQuietly' | 'lineDropped' | 'longPause'

/** What the client signalled and said today, on any of their devices. */
export interface Today {
  /** "I can't talk freely". `cleared`: an okay followed, or it was taken back; somebody else may have pressed that. */
  square: 'never' | 'pressed' | 'cleared'
  /** Of all their answers today the most guarded one; `null`: they gave none. */
  overheard: Overheard | null
}

export interface Circumstances extends Today {
  gone: Gone
  /** For a cut-off alone. */
  plan: Pick<Plan, 'phone' | 'calls'>
}

/** `nothingAgreed`: a plain cut-off, for which the client chose nothing. */
export type WhatToDo = 'wait' | 'therapistCalls' | 'clientCalls' | 'nothingAgreed'

/**
 * The plan for a cut-off counts for a plain cut-off alone. A call could give away a client who left quietly, or whom
 * somebody may overhear: then the answer is to wait, since they chose nothing else for that case.
 */
export function whatToDo({ gone, square, overheard, plan }: Circumstances): WhatToDo {
  if (gone === 'leftQuietly' || mayGiveAway({ square, overheard })) return 'wait'
  if (plan.calls === 'client') return 'clientCalls'
  return plan.phone === '' ? 'nothingAgreed' : 'therapistCalls'
}

/** Whether a call could give the client away to somebody who is with them. */
export const mayGiveAway = ({ square, overheard }: Today): boolean =>
  square !== 'never' || overheard === 'someoneNear' || overheard === 'notSure'

const GUARDED_FIRST = ['someoneNear', 'notSure', 'alone'] as const

/** @param atTheDoor the client's cards from the door: one for each device that was let in today */
export function todayOf(journal: Journal, atTheDoor: readonly LobbyCard[]): Today {
  const cards = [...atTheDoor, ...saidOf(journal, 'card', CLIENT).map(({ fact }) => fact.card)]
  return { square: squareOf(journal), overheard: GUARDED_FIRST.find((who) => cards.some((card) => card.overheard === who)) ?? null }
}

function squareOf(journal: Journal): Today['square'] {
  const presses = saidOf(journal, 'checkIn', CLIENT)
  const square = presses.findLast(({ fact }) => fact.code === 'not_private')
  if (square === undefined) return 'never'
  const isTakenBack = saidOf(journal, 'takeBack', CLIENT).some(({ fact }) => fact.of === square.fact.fact)
  const isOkay = presses.some((press) => press.fact.code === 'ok' && inOrder(square, press) < 0)
  return isTakenBack || isOkay ? 'cleared' : 'pressed'
}
