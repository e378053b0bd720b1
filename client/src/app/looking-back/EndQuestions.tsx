import { useEffect, useState } from 'react'
import { SECOND } from '@fermata/shared/clock'
import { type FilledIn, isAnswered } from '@fermata/shared/questionnaire'
import { fitsTogether, NOTHING_ANSWERED, QUESTIONNAIRE, type Reflection } from '@fermata/shared/reflection'
import type { LookBack } from '../../reflection/client/look-back.ts'
import type { Questions } from '../../reflection/client/offered.ts'
import { OnTheirWay } from '../../screens/closing/others/OnTheirWay.tsx'
import { OtherForm } from '../../screens/closing/others/OtherForm.tsx'
import { ShareForm } from '../../screens/closing/others/ShareForm.tsx'
import { ReflectionForm, type ReflectionFormProps } from '../../screens/closing/reflection/Form.tsx'
import { Frame } from '../../screens/closing/reflection/Frame.tsx'
import type { PageParts } from '../parts.ts'

interface Props extends Omit<ReflectionFormProps, 'more' | 'onStep'> {
  lookBack: LookBack
  parts: PageParts
}

const AGAIN_AFTER = 3 * SECOND

/** What is asked here, once it is known; `away` while the server does not answer. */
function useQuestions({ offered }: LookBack, { clock }: PageParts): Questions | 'wait' | 'away' {
  const [questions, setQuestions] = useState<Questions | 'wait' | 'away'>('wait')
  useEffect(() => {
    let stop = (): void => {}
    let left = false
    const load = async (): Promise<void> => {
      const asked = await offered.questions()
      if (left) return
      setQuestions(asked.ok ? asked.value : 'away')
      if (!asked.ok) stop = clock.after(AGAIN_AFTER, () => void load())
    }
    void load()
    return () => {
      left = true
      stop()
    }
  }, [offered, clock])
  return questions
}

/**
 * Everything that is asked at the end: other questionnaires first, one after the other, then ours and the choice. All in
 * one frame that stays, so that whoever reaches for *Leave* finds it when the next questions come.
 */
export function EndQuestions({ lookBack, parts, ...props }: Props) {
  const { when, onLeave } = props
  const questions = useQuestions(lookBack, parts)
  const [step, setStep] = useState(0)
  return (
    <Frame when={when} step={step} onLeave={onLeave}>
      {typeof questions === 'string' ? <OnTheirWay state={questions} /> : <Forms {...props} questions={questions} onStep={setStep} />}
    </Frame>
  )
}

interface FormsProps extends Omit<ReflectionFormProps, 'more'> {
  questions: Questions
}

/** One form after the other. */
function Forms({ questions, ...props }: FormsProps) {
  const { when, before, state, onShare, onKeep, onStep, therapist } = props
  const [at, setAt] = useState(0)
  const [filled, setFilled] = useState<readonly FilledIn[]>(before?.more ?? [])
  const { ours, others } = questions
  const count = others.length + (ours === 'asked' ? 1 : 0)
  const here = others[at]
  const go = (to: number): void => {
    setAt(to)
    // Ours counts its own pages.
    onStep(ours === 'asked' && to === others.length ? 0 : to)
  }
  const back = (): void => go(at - 1)
  if (here !== undefined) {
    return (
      <OtherForm
        key={here.questionnaire}
        instrument={here}
        step={at + 1}
        count={count}
        before={filled.find(({ questionnaire }) => questionnaire === here.questionnaire) ?? null}
        onNext={(one) => {
          setFilled([...filled.filter(({ questionnaire }) => questionnaire !== one.questionnaire), one])
          go(at + 1)
        }}
        onBack={at === 0 ? null : back}
      />
    )
  }
  const more = filled.filter((one) => isAnswered(one) && others.some(({ questionnaire }) => questionnaire === one.questionnaire))
  if (ours === 'asked') return <ReflectionForm {...props} more={more} />
  const problem = more.length === 0 ? 'nothing' : fitsTogether({ words: '', more }) ? null : 'tooLong'
  const empty = { questionnaire: QUESTIONNAIRE, mode: 'line', answers: NOTHING_ANSWERED, words: '' } as const
  return (
    <ShareForm
      therapist={therapist} when={when} state={state} problem={problem} onKeep={onKeep} onBack={back}
      onShare={(share) => onShare({ ...empty, share, more: [...more] } satisfies Reflection)}
    />
  )
}
