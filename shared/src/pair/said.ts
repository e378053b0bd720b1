/**
 * What one person's browser told the other's, once it was opened. The two browsers hold the same set of these – from
 * the room's log, the data channel and their own outbox – and fold it with the same pure functions.
 */
import type { FactId, Seat } from '../ids.ts'
import { FACTS_AFTER } from '../protocol/envelope.ts'
import type { Fact, FactKind, FactOf } from '../protocol/inside.ts'

/** Where a fact stands among those of its sender. */
export interface Numbered {
  /** The sender's counter: orders what one person said under one grant. */
  seq: number
  /** Which grant of the session, counted from 0: what was said under a later one is later. */
  turn: number
}

export interface Said<What extends Fact = Fact> extends Numbered {
  from: Seat
  fact: What
}

/** Everything said, by the id of the fact: the same fact twice is one. */
export type Journal = ReadonlyMap<FactId, Said>

export const emptyJournal: Journal = new Map()

/** The journal with these added; the very same journal if it held them all. */
export function withSaid(journal: Journal, said: readonly Said[]): Journal {
  const fresh = said.filter(({ fact }) => !journal.has(fact.fact))
  if (fresh.length === 0) return journal
  const next = new Map(journal)
  for (const each of fresh) next.set(each.fact.fact, each)
  return next
}

/** What was said of one kind, by one seat or by anybody, oldest first. */
export function saidOf<Kind extends FactKind>(journal: Journal, kind: Kind, from?: Seat): Said<FactOf<Kind>>[] {
  return [...journal.values()]
    .filter((said): said is Said<FactOf<Kind>> => said.fact.k === kind && (from === undefined || said.from === from))
    .sort(inOrder)
}

export const inNumber = (a: Numbered, b: Numbered): number => a.turn - b.turn || a.seq - b.seq

/** Older before newer; by name where a peer counted wrongly, so that both browsers still agree. */
export const inOrder = (a: Said, b: Said): number => inNumber(a, b) || (a.fact.fact < b.fact.fact ? -1 : 1)

/** The last thing of a kind that a seat said: how registers are read. */
export function lastSaid<Kind extends FactKind>(journal: Journal, kind: Kind, from: Seat): FactOf<Kind> | null {
  return saidOf(journal, kind, from).at(-1)?.fact ?? null
}

/** The numbers of one seat under one grant that nothing in the journal has, below the highest there is. */
export function skipped(journal: Journal, from: Seat, turn: number): number[] {
  const there = new Set([...journal.values()].filter((said) => said.from === from && said.turn === turn).map(({ seq }) => seq))
  const highest = Math.max(FACTS_AFTER, ...there)
  return Array.from({ length: highest - FACTS_AFTER }, (_, index) => FACTS_AFTER + 1 + index).filter((seq) => !there.has(seq))
}
