/** What the two write to each other; each page says of the other's words when it has painted them in view. */
import { useMemo, useRef } from 'react'
import type { FactId, Seat } from '@fermata/shared/ids'
import { unread, writtenIn } from '@fermata/shared/pair'
import type { Eyes } from '../../../check-in/cues.ts'
import type { ChatView } from '../../../screens/room/chat/view.ts'
import type { Correspondence } from '../../../session/correspondence.ts'
import { useValue } from '../../../ui/use-value.ts'

export function useChat(me: Seat, correspondence: Correspondence, eyes: Eyes): ChatView {
  const journal = useValue(correspondence.journal)
  const written = useMemo(() => writtenIn(journal), [journal])
  const told = useRef(new Set<FactId>())
  const onDrawn = async (): Promise<void> => {
    if (!eyes.pageVisible().get()) return
    await eyes.nextPaint()
    for (const { fact } of unread(written, me)) {
      if (told.current.has(fact)) continue
      told.current.add(fact)
      void correspondence.say({ k: 'receipt', of: fact, state: 'shown' })
    }
  }
  return {
    written: written.map(({ fact, text, said, by, reached }) => ({
      fact, text, at: said, by: by === me ? 'me' : 'other', state: reached === 'shown' ? 'shown' : 'sending',
    })),
    waiting: unread(written, me).length,
    onWrite: (text) => void correspondence.say({ k: 'wrote', text }),
    onDrawn: () => void onDrawn(),
  }
}
