import { useState } from 'react'
import type { CueActions, CueView, GuideView } from './view.ts'

/**
 * Whether the guide for "I can't talk freely" lies open. It opens only when asked for, which also says "seen"; it
 * stays when the cue is cleared, and the therapist alone puts it away.
 */
export function useGuide(cues: readonly CueView[], onSee: CueActions['onSee']): GuideView | null {
  const [state, setState] = useState<GuideView['state']>('putAway')
  const square = cues.find((cue) => cue.code === 'not_private')
  if (!square && state === 'putAway') return null
  const onOpen = () => {
    if (square?.state === 'open') onSee(square.fact)
    setState('open')
  }
  return { state, onOpen, onPutAway: () => setState('putAway') }
}
