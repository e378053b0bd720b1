/** What a person has set for a room on this device: own picture, single keys, the client's own clock. */
import { useState } from 'react'
import type { TabKeep } from '../../lib/keep.ts'
import type { OwnMedia } from '../../media/own-media.ts'
import type { OwnTimeView, OwnView, Preferences, Time } from '../../screens/room/view.ts'
import { useValue } from '../../ui/use-value.ts'

/** A two-way switch that outlives a reload of this tab. */
function useSwitch<One extends string, Other extends string>(keep: TabKeep, name: string, first: One, other: Other) {
  const [value, setValue] = useState<One | Other>(() => (keep.get(name) === other ? other : first))
  const toggle = (): void => {
    const next = value === first ? other : first
    keep.set(name, next)
    setValue(next)
  }
  return [value, toggle] as const
}

export function useOwnView(media: OwnMedia, keep: TabKeep): OwnView {
  const stream = useValue(media.picture)
  const [shown, onToggle] = useSwitch(keep, 'ownPicture', 'shown', 'hidden')
  return { stream, shown, onToggle }
}

export function usePreferences(keep: TabKeep): Preferences {
  const [keys, onKeys] = useSwitch(keep, 'keys', 'on', 'off')
  return { keys, onKeys }
}

/** The client's own clock: off until they turn it on, which nobody else is told. */
export function useOwnTime(keep: TabKeep, time: Time): OwnTimeView {
  const [shown, onToggle] = useSwitch(keep, 'ownTime', 'hidden', 'shown')
  return { shown, time, onToggle }
}

/** The side of the face on which the slip of cues hangs; it stays where the therapist moved it. */
export const useCueSide = (keep: TabKeep) => useSwitch(keep, 'cueSide', 'end', 'start')
