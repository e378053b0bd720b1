/** Showing one's screen, and seeing the other's, in both rooms; and cues that are one dot meanwhile. */
import { useEffect, useMemo } from 'react'
import type { PersonState } from '@fermata/shared/pair'
import type { Eyes } from '../../../check-in/cues.ts'
import { derived } from '../../../lib/observable.ts'
import { captureScreen } from '../../../media/screen.ts'
import type { RoomView } from '../../../screens/room/view.ts'
import type { Call } from '../../../session/call/call.ts'
import { collapsedBy, paintedOrHidden, Share } from '../../../session/call/sharing.ts'
import type { Meeting } from '../../../session/therapist/meeting.ts'
import { useValue } from '../../../ui/use-value.ts'
import type { PageParts } from '../../parts.ts'

type Shown = Pick<RoomView, 'share' | 'screen'>

/** `looks`: everything of this page that may be in view. */
function useOwnShare({ media, screens }: PageParts, looks: () => readonly Eyes[]): Share {
  return useMemo(
    () => new Share({
      media,
      capture: () => (screens === null ? Promise.resolve(null) : captureScreen(screens)),
      painted: async () => void (await Promise.all(looks().map(paintedOrHidden))),
    }),
    [media, screens, looks],
  )
}

function shown(share: Share, state: ReturnType<Share['state']['get']>, parts: PageParts, call: Call, theirs: PersonState): Shown {
  const acts = { onPrepare: () => share.prepare(), onCancel: () => share.cancel(), onStart: () => void share.start(), onStop: () => share.stop() }
  return {
    ...(parts.screens === null ? {} : { share: { state, ...acts } }),
    screen: theirs.sharing === 'screen' ? call.link.screen : null,
  }
}

/** The client's side: what they wrote to each other is one dot, too, whoever shares. */
export function useShare(parts: PageParts, call: Call, theirs: PersonState): Shown & { collapsed: 'no' | 'dot' } {
  const { eyes } = parts
  const share = useOwnShare(parts, useMemo(() => () => [eyes], [eyes]))
  const state = useValue(share.state)
  return { ...shown(share, state, parts, call, theirs), collapsed: collapsedBy(state, theirs.sharing) }
}

/** The therapist's side: whatever is shared, by whomever, cues are one dot – in the page, and in its small window. */
export function useCollapsingShare(parts: PageParts, { call, cues }: Meeting): Shown & { collapsed: 'no' | 'dot' } {
  const share = useOwnShare(parts, useMemo(() => () => cues.looks, [cues]))
  const collapsed = useMemo(
    () => derived([share.state, call.pair, call.link.state], () => {
      // A client who is lost shows nothing, whatever they said last.
      const isThere = call.link.state.get().state === 'connected'
      return collapsedBy(share.state.get(), isThere ? call.pair.get().client.sharing : 'nothing')
    }),
    [share, call],
  )
  // Told outside of rendering: before the page is drawn anew, so that what is drawn then is judged rightly.
  useEffect(() => {
    cues.collapse(collapsed.get())
    return collapsed.watch((now) => cues.collapse(now))
  }, [cues, collapsed])
  const { client } = useValue(call.pair)
  return {
    ...shown(share, useValue(share.state), parts, call, client),
    collapsed: useValue(collapsed),
  }
}
