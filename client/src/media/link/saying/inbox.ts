/** Candidates that came before the description they belong to. */
import type { Candidate } from '@fermata/shared/protocol'

interface Early {
  epoch: number
  neg: number
  candidates: Candidate[]
}

/** Messages kept at most: a browser gathers well under 24 candidates for an offer, in a few batches. */
const KEPT = 32

export class EarlyCandidates {
  #kept: Early[] = []

  keep(early: Early): void {
    this.#kept = [...this.#kept.slice(1 - KEPT), early]
  }

  /** What was kept for this offer; everything older is forgotten. */
  take(epoch: number, neg: number): Candidate[] {
    const fits = (early: Early) => early.epoch === epoch && early.neg === neg
    const taken = this.#kept.filter(fits).flatMap((early) => early.candidates)
    this.#kept = this.#kept.filter((early) => early.epoch > epoch || (early.epoch === epoch && early.neg > neg))
    return taken
  }
}
