/** The pages on which a visit comes to rest: over, left, on another device or tab, not today, no link at all. */
import { useMemo } from 'react'
import { SECOND } from '@fermata/shared/clock'
import { unreachable } from '@fermata/shared/result'
import type { LookBackState } from '../../reflection/client/look-back.ts'
import { Displaced } from '../../screens/closing/Displaced.tsx'
import { Left } from '../../screens/closing/Left.tsx'
import { OpenElsewhere } from '../../screens/closing/OpenElsewhere.tsx'
import { Over } from '../../screens/closing/Over.tsx'
import { TurnedAway } from '../../screens/closing/TurnedAway.tsx'
import { InsecureNotice } from '../../screens/start/InsecureNotice.tsx'
import { NoCalls } from '../../screens/start/NoCalls.tsx'
import type { Visit } from '../../session/client/visit.ts'
import { useValue } from '../../ui/use-value.ts'
import { hostOf, type PageParts } from '../parts.ts'
import { resumeView } from '../resume-view.ts'
import { useNow } from '../use-now.ts'
import { WrongLinkPage } from './WrongLinkPage.tsx'

interface Props {
  end: 'over' | 'left' | 'displaced' | 'turnedAway' | 'wrongLink' | 'openElsewhere' | 'insecure' | 'noCalls'
  visit: Visit
  parts: PageParts
  offer: LookBackState
  onLookBack: () => void
  /** To how it has been; `null` where this device may not read it. */
  onPast: (() => void) | null
  onClose: () => void
}

/** One of them. */
export function EndPage(props: Props) {
  const { end, visit, offer, onLookBack, onPast, onClose } = props
  switch (end) {
    case 'over':
      return <OverPage {...props} />
    case 'left':
      return (
        <Left
          onComeBack={() => void visit.comeBack()}
          onLookBack={offer.open === 'yes' ? onLookBack : null}
          onPast={onPast}
          onClose={onClose}
        />
      )
    case 'displaced':
      return <Displaced seat="client" unconfirmed={visit.unconfirmed.get()} onUseHere={() => visit.toLobby()} />
    case 'turnedAway':
      return <TurnedAway why="notToday" />
    case 'insecure':
      return <InsecureNotice address={hostOf(props.parts.origin)} />
    case 'noCalls':
      return <NoCalls />
    case 'wrongLink':
      return <WrongLinkPage copy={wrongCopy(visit)} parts={props.parts} />
    case 'openElsewhere':
      return <OpenElsewhere onUseHere={() => visit.useHere()} />
    default:
      return unreachable(end)
  }
}

function wrongCopy({ door }: Visit) {
  const state = door.state.get()
  return state.door === 'wrong' ? state.copy : 'whole'
}

/** The session is over: what was not confirmed, going on, looking back. */
function OverPage({ visit, parts, offer, onLookBack, onPast, onClose }: Props) {
  const standing = useValue(visit.standing)
  const over = useValue(visit.reopening.over)
  const unconfirmed = useValue(visit.unconfirmed)
  const endedBy = useValue(visit.endedBy)
  const wasPaused = useValue(visit.endedPaused)
  const now = useNow(parts.clock, useMemo(() => () => visit.time.now(), [visit]), SECOND)
  const reopening = standing?.standing === 'over' ? standing.reopening : undefined
  const resume = resumeView(reopening, over, now, () => void visit.reopen())
  // Whoever waits to go on does not begin to write: the room would open over it.
  const mayWrite = offer.open === 'yes' && resume?.state !== 'pressed'
  return (
    <Over
      side={{ seat: 'client', by: endedBy, wasPaused: mayWrite && wasPaused }}
      saved="saved"
      unconfirmed={unconfirmed}
      resume={resume}
      lookBack={mayWrite ? { state: offer.readable ? 'written' : 'open', onOpen: onLookBack } : undefined}
      onPast={resume?.state === 'pressed' ? undefined : (onPast ?? undefined)}
      onDone={onClose}
    />
  )
}
