import { useEffect, useState } from 'react'
import type { Reflection } from '@fermata/shared/reflection'
import type { LookBack } from '../../reflection/client/look-back.ts'
import type { ReflectionFormProps } from '../../screens/closing/reflection/Form.tsx'
import { Sent } from '../../screens/closing/reflection/Sent.tsx'
import { useValue } from '../../ui/use-value.ts'
import type { PageParts } from '../parts.ts'
import { EndQuestions } from './EndQuestions.tsx'

interface LookBackProps {
  lookBack: LookBack
  /** Whose door it is. */
  therapist: string
  parts: PageParts
  onDone: () => void
}

type Place =
  | { page: 'form'; before: Reflection | null; state: ReflectionFormProps['state'] }
  | { page: 'kept' }
  | { page: 'sent'; own: Reflection | null }

/** A client looks back: the questions, and after them where the answers are. */
export function LookBackPage({ lookBack, therapist, parts, onDone }: LookBackProps) {
  const state = useValue(lookBack.state)
  const written = state.open === 'yes' && state.readable
  const [place, setPlace] = useState<Place>(
    written ? { page: 'sent', own: null } : { page: 'form', before: null, state: 'ready' },
  )
  useEffect(() => lookBack.warm(), [lookBack])
  const now = parts.clock.now()
  const open = { until: state.open === 'yes' ? state.until : now, now }

  switch (place.page) {
    case 'form':
      return (
        <EndQuestions
          lookBack={lookBack}
          parts={parts}
          therapist={therapist}
          when="after"
          open={open}
          before={place.before}
          state={place.state}
          onShare={(reflection) => {
            setPlace({ ...place, state: 'sealing' })
            void lookBack.send(reflection).catch(() => false).then((sealed) =>
              setPlace(sealed ? { page: 'sent', own: null } : { ...place, state: 'failed' }),
            )
          }}
          onKeep={() => setPlace({ page: 'kept' })}
          onLeave={onDone}
        />
      )
    case 'kept':
      return <Sent state="kept" own={null} readable={null} onClose={onDone} />
    case 'sent':
      return (
        <Sent
          state={state.open === 'yes' && state.saving !== 'nothing' ? state.saving : 'notYet'}
          own={place.own}
          readable={
            written
              ? {
                  open,
                  opening: state.open === 'yes' ? state.opening : 'notYet',
                  onReadBack: () => void lookBack.readBack().then((own) => setPlace({ page: 'sent', own })),
                  onChange: () =>
                    void lookBack.readBack().then((before) => setPlace({ page: 'form', before, state: 'ready' })),
                }
              : null
          }
          onClose={onDone}
        />
      )
  }
}

interface LookBackDialogProps extends LookBackProps {
  /** Lays the answers before both. */
  onTalk: (reflection: Reflection) => void
}

/** The same questions while the session goes on. What is shared is kept sealed here until it is over for both. */
export function LookBackDialog({ lookBack, therapist, parts, onTalk, onDone }: LookBackDialogProps) {
  const [state, setState] = useState<ReflectionFormProps['state']>('ready')
  useEffect(() => lookBack.warm(), [lookBack])
  const now = parts.clock.now()
  const share = async (reflection: Reflection): Promise<void> => {
    setState('sealing')
    const sealed = await lookBack.send(reflection).catch(() => false)
    if (!sealed) return setState('failed')
    if (reflection.share === 'talkNow') onTalk(reflection)
    onDone()
  }
  return (
    <EndQuestions
      lookBack={lookBack} parts={parts}
      therapist={therapist} when="inSession" open={{ until: now, now }} before={null} state={state}
      onShare={(reflection) => void share(reflection)} onKeep={onDone} onLeave={onDone}
    />
  )
}
