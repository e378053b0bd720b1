import type { OwnPast } from '../../reflection/client/own-past.ts'
import { Keep } from '../../screens/over-time/Keep.tsx'
import { OverTime } from '../../screens/over-time/OverTime.tsx'
import { OverTimeDialog } from '../../screens/over-time/OverTimeDialog.tsx'
import { useValue } from '../../ui/use-value.ts'
import type { PageParts } from '../parts.ts'
import { useOwnPast } from './use-own-past.ts'

interface Props {
  own: OwnPast
  parts: PageParts
  onBack: () => void
}

function KeepHere({ own }: { own: OwnPast }) {
  const readable = useValue(own.readable)
  return readable === 'no' ? null : (
    <Keep readable={readable} onKeep={() => void own.keep()} onStopKeeping={() => void own.stopKeeping()} />
  )
}

/** A client's own reflections over time. */
export function OwnPastPage({ own, parts, onBack }: Props) {
  return (
    <OverTime {...useOwnPast(own, parts)} onBack={onBack}>
      <KeepHere own={own} />
    </OverTime>
  )
}

/** The same in the room, over the call. */
export function OwnPastDialog({ own, parts, onBack }: Props) {
  return (
    <OverTimeDialog {...useOwnPast(own, parts)} onBack={onBack}>
      <KeepHere own={own} />
    </OverTimeDialog>
  )
}
