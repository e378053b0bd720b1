/** Shared reflections as they are laid side by side: of one room only, in the order of their sessions. */
import type { Millis } from '../../clock.ts'
import type { SessionId } from '../../ids.ts'

/** One shared reflection. `Name`: the questions of whichever questionnaire it answers. */
export interface Past<Name extends string = string> {
  session: SessionId
  /** When that session began. */
  at: Millis
  /** Name and version of the questions. */
  questionnaire: string
  /** How they were answered; a line and words are not compared. */
  mode: string
  /** From 0 to 100; `null`: not answered. */
  answers: Readonly<Record<Name, number | null>>
}

/** Oldest first. */
export const inTime = <Name extends string>(all: readonly Past<Name>[]): Past<Name>[] =>
  [...all].sort((a, b) => a.at - b.at || (a.session < b.session ? -1 : 1))

/** Whether two were answered in the same way to the same questions. */
export const isComparable = (a: Past, b: Past): boolean => a.mode === b.mode && a.questionnaire === b.questionnaire
