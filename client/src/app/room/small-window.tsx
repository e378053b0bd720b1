/** The therapist's small window: opened by a tap or when the browser asks, closed with the session. */
import { useEffect, useMemo, useRef, useState } from 'react'
import type { FactId } from '@fermata/shared/ids'
import type { CueView } from '../../screens/room/cues/view.ts'
import { InWindow } from '../../screens/room/set-up/InWindow.tsx'
import type { WindowView } from '../../screens/room/set-up/view.ts'
import type { Meeting } from '../../session/therapist/meeting.ts'
import type { SmallWindow } from '../../ui/small-window.ts'
import type { PageParts } from '../parts.ts'

const SIZE = { width: 320, height: 380 }

interface About {
  meeting: Meeting
  parts: PageParts
  cues: readonly CueView[]
  name: string
  remote: MediaStream | null
  collapsed: 'no' | 'dot'
}

export function useSmallWindow({ meeting, parts, cues, name, remote, collapsed }: About): { window: WindowView; inWindow: () => boolean; drawn: React.ReactNode } {
  const { windows } = parts
  const [small, setSmall] = useState<SmallWindow | null>(null)
  const current = useRef<SmallWindow | null>(null)
  const show = (opened: SmallWindow | null): void => {
    current.current = opened
    setSmall(opened)
    meeting.cues.useWindow(opened?.eyes ?? null)
  }
  const open = async (): Promise<void> => {
    const opened = current.current === null ? await windows?.open(SIZE) : null
    if (!opened) return
    opened.onClosed(() => show(null))
    show(opened)
  }
  const opening = useRef(open)
  useEffect(() => {
    opening.current = open
  })
  useEffect(() => windows?.onAsked(() => void opening.current()), [windows])
  useEffect(() => () => current.current?.close(), [])
  const inWindow = useMemo(() => () => current.current?.eyes.pageVisible().get() === true, [])
  const onToggle = (): void => (small === null ? void open() : small.close())
  return {
    window: windows === null ? { state: 'missing' } : { state: small === null ? 'closed' : 'open', onToggle },
    inWindow,
    drawn: small && (
      <InWindow
        body={small.body}
        name={name}
        stream={remote}
        cues={cues}
        collapsed={collapsed}
        onDrawn={(facts) => void meeting.cues.renderedInWindow(facts as FactId[], small.eyes)}
        onSee={(fact) => meeting.cues.acknowledge(fact as FactId)}
        onReply={(fact, reply) => meeting.cues.reply(fact as FactId, reply)}
      />
    ),
  }
}
