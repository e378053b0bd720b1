import { useEffect, useState } from 'react'
import { SECOND } from '@fermata/shared/clock'
import { ITEMS, othersOf, trendOf } from '@fermata/shared/reflection'
import { asPast } from '../../reflection/as-past.ts'
import type { OwnPast } from '../../reflection/client/own-past.ts'
import type { OverTimeProps } from '../../screens/over-time/OverTime.tsx'
import type { PastView, Whose } from '../../screens/over-time/view.ts'
import { useValue } from '../../ui/use-value.ts'
import type { PageParts } from '../parts.ts'

const AGAIN_AFTER = 3 * SECOND
const whose: Whose = { seat: 'client' }

/** What the client shared before, as far as this device opens it; asked again while the server does not answer. */
export function useOwnPast(own: OwnPast, { clock, print, save, house }: PageParts): Omit<OverTimeProps, 'onBack' | 'children'> {
  const [past, setPast] = useState<PastView>({ state: 'loading' })
  const thresholds = useValue(house).prompts
  useEffect(() => {
    let stop = (): void => {}
    let left = false
    const load = async (): Promise<void> => {
      const read = await own.read()
      if (left) return
      if (read.ok) {
        const shared = read.value.map(({ metAt, ...one }) => ({ ...one, at: metAt }))
        const reflections = shared.toSorted((a, b) => b.at - a.at)
          .map(({ session, at, reflection }) => ({ id: session, at, state: 'read' as const, through: 'session' as const, reflection }))
        const sessions = shared.flatMap(({ session, at, reflection: { more } }) => (more ? [{ session, at, more }] : []))
        const asked = sessions.length === 0 ? null : await own.offered.loaded()
        const instruments = asked?.ok ? asked.value : []
        if (left) return
        return setPast({ state: 'here', reflections, trend: trendOf(shared.map(asPast), ITEMS, thresholds), others: othersOf(sessions, instruments, thresholds), instruments })
      }
      setPast({ state: 'unreachable' })
      stop = clock.after(AGAIN_AFTER, () => void load())
    }
    void own.look()
    void load()
    return () => {
      left = true
      stop()
    }
  }, [own, clock, thresholds])
  const onPicture: OverTimeProps['onPicture'] = (trend, wording) =>
    void import('../../screens/over-time/lines/picture.ts').then(({ savePicture }) => savePicture(trend, wording, whose, save))
  return { whose, past, onPrint: print, onPicture }
}
