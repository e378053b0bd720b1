import { useState } from 'react'
import type { CueView } from './view.ts'

/** As many cues as are drawn at once: one open, three closed beneath it. */
export const CLOSED_LIMIT = 3

/**
 * Which cue lies open: the newest unseen one, or the one the therapist brought to the front. A new cue comes to the
 * front by itself.
 */
export function useFront(cues: readonly CueView[]) {
  const newest = cues[0]?.fact ?? null
  const [chosen, setChosen] = useState<{ fact: string; under: string | null } | null>(null)
  const kept = chosen?.under === newest ? cues.find((cue) => cue.fact === chosen.fact && cue.state === 'open') : undefined
  const front = kept ?? cues.find((cue) => cue.state === 'open') ?? null
  const rest = cues.filter((cue) => cue !== front)
  return {
    front,
    closed: rest.slice(0, CLOSED_LIMIT),
    more: Math.max(0, rest.length - CLOSED_LIMIT),
    bring: (fact: string) => setChosen({ fact, under: newest }),
  }
}
