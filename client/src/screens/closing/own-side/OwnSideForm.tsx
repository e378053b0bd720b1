import { useState } from 'react'
import { type OwnSide, saysSomething } from '@fermata/shared/reflection'
import { longDay } from '../../../i18n/format.ts'
import { m } from '../../../i18n/messages.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Page } from '../../../ui/page/Page.tsx'
import { Asking } from '../reflection/Asking.tsx'
import { useAnswers } from '../reflection/use-answers.ts'
import { ownQuestionOf } from './words.ts'

export interface OwnSideFormProps {
  client: string
  /** Right after a session, or at any later time about the one of that day. */
  about: { session: 'today' } | { session: 'earlier'; at: number }
  /** What was kept before, to be changed. */
  before: OwnSide | null
  state: 'ready' | 'sealing' | 'failed'
  /** With nothing answered and no note, what was kept before is taken away. */
  onKeep(side: OwnSide): void
  onLeave(): void
}

/** The same six questions from the therapist's side, and a note to themselves. */
export function OwnSideForm({ client, about, before, state, onKeep, onLeave }: OwnSideFormProps) {
  const given = useAnswers(before)
  const [step, setStep] = useState(0)
  const [problem, setProblem] = useState<'nothing' | null>(null)
  const finish = (): void => {
    const side = given.given()
    const isNothing = before === null && !saysSomething(side)
    setProblem(isNothing ? 'nothing' : null)
    if (!isNothing) onKeep(side)
  }
  const leave = (
    <Button look="link" onPress={onLeave}>
      {m.reflection_leave()}
    </Button>
  )
  return (
    <Page screen="own-side" state={String(step)} layout="own" nav={leave}>
      <Asking
        given={given}
        questionOf={ownQuestionOf}
        head={{
          title: about.session === 'today' ? m.own_side_title() : m.own_side_title_of({ date: longDay(about.at) }),
          lead: m.own_side_lead(),
          memory: m.own_side_memory({ client }),
        }}
        words={{ title: m.own_side_note(), hint: m.own_side_note_hint() }}
        last={null}
        problem={
          <>
            {problem === 'nothing' && m.own_side_nothing()}
            {state === 'failed' && m.own_side_failed()}
          </>
        }
        done={
          <Button look="main" onPress={finish} waiting={state === 'sealing'}>
            {state === 'sealing' ? m.own_side_sealing() : m.own_side_keep()}
          </Button>
        }
        leave={{ wide: before === null ? m.own_side_leave() : m.own_side_leave_changed(), onLeave }}
        when="after"
        onTouch={() => setProblem(null)}
        onStep={setStep}
      />
    </Page>
  )
}
