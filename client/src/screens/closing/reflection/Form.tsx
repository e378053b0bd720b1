import { useState } from 'react'
import type { FilledIn } from '@fermata/shared/questionnaire'
import { fitsTogether, type Reflection, saysSomething } from '@fermata/shared/reflection'
import { m } from '../../../i18n/messages.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Asking } from './Asking.tsx'
import { type Choice, ShareChoice } from './ShareChoice.tsx'
import { leaveSentence, type Until } from './until.ts'
import { useAnswers } from './use-answers.ts'
import { questionOf } from './words.ts'

export interface ReflectionFormProps {
  /** The therapist's name, as on the door. */
  therapist: string
  /** A page of its own afterwards; in session a sheet over the room. */
  when: 'inSession' | 'after'
  /** Until when it stays open. */
  open: Until
  /** What was shared before, to be changed; `null` the first time. */
  before: Reflection | null
  /** Other questionnaires that were answered before these questions. */
  more?: readonly FilledIn[]
  state: 'ready' | 'sealing' | 'failed'
  /** Shared: sealed and kept. */
  onShare(reflection: Reflection): void
  /** Kept to oneself: nothing leaves the page. */
  onKeep(): void
  onLeave(): void
  /** To another of the pages that a phone shows one by one. */
  onStep(step: number): void
}

/** Six questions, own words, and what is to happen with them. */
export function ReflectionForm({ therapist, when, open, before, more = [], state, onShare, onKeep, onLeave, onStep }: ReflectionFormProps) {
  const given = useAnswers(before)
  const [choice, setChoice] = useState<Choice | null>(null)
  const [problem, setProblem] = useState<'choose' | 'nothing' | 'tooLong' | null>(null)
  const finish = (): void => {
    const said = { ...given.given(), ...(more.length === 0 ? {} : { more: [...more] }) }
    setProblem(null)
    if (choice === null) setProblem('choose')
    else if (choice === 'keep') onKeep()
    else if (!saysSomething(said)) setProblem('nothing')
    else if (!fitsTogether(said)) setProblem('tooLong')
    else onShare({ ...said, share: choice })
  }
  return (
    <Asking
      given={given}
      questionOf={questionOf}
      head={{ title: when === 'after' ? m.reflection_title() : null, lead: m.reflection_intro(), memory: m.reflection_memory() }}
      words={{ title: m.reflection_own_words(), hint: m.reflection_later() }}
      last={
        <ShareChoice
          therapist={therapist}
          when={when}
          value={choice}
          onChange={(chosen) => {
            setChoice(chosen)
            setProblem(null)
          }}
        />
      }
      problem={
        <>
          {problem === 'choose' && m.reflection_choose()}
          {problem === 'nothing' && m.reflection_nothing()}
          {problem === 'tooLong' && m.questions_too_long()}
          {state === 'failed' && m.reflection_cannot()}
        </>
      }
      done={
        <Button look="main" onPress={finish} waiting={state === 'sealing'}>
          {state === 'sealing' ? m.reflection_sealing() : m.reflection_done()}
        </Button>
      }
      leave={{ wide: when === 'inSession' ? m.reflection_leave_in_session() : leaveSentence(open), onLeave }}
      when={when}
      onTouch={() => setProblem(null)}
      onStep={onStep}
    />
  )
}
