import { useEffect, useState } from 'react'
import { ageFrom, MINUTE, SECOND } from '@fermata/shared/clock'
import { Waiting } from '../../screens/lobby/Waiting.tsx'
import type { Visit } from '../../session/client/visit.ts'
import { useValue } from '../../ui/use-value.ts'
import type { PageParts } from '../parts.ts'
import { useDevices } from '../use-devices.ts'
import { useNow } from '../use-now.ts'

interface Props {
  visit: Visit
  parts: PageParts
}

/** After so long the page names the other way. */
const LONG_WAIT = 10 * MINUTE

/** The client has knocked, and nobody has answered yet. */
export function WaitingPage({ visit, parts }: Props) {
  const { media, clock } = parts
  const door = useValue(visit.door.state)
  const standing = useValue(visit.standing)
  const reachable = useValue(visit.reachable)
  const picture = useValue(media.picture)
  const { camera, microphone } = useDevices(parts)
  const [age] = useState(() => ageFrom(clock))
  const waited = useNow(clock, age, 10 * SECOND)
  useEffect(() => media.turnWishedOn(), [media])

  const answer = standing?.standing === 'waiting' ? standing.answer : 'none'
  return (
    <Waiting
      state={reachable ? answer : 'lost'}
      wait={waited >= LONG_WAIT ? 'long' : 'short'}
      doorText={door.door === 'open' ? door.welcome.doorText : ''}
      camera={camera}
      microphone={microphone}
      picture={picture}
      onLeave={() => void visit.withdraw()}
    />
  )
}
