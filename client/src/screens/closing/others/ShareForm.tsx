import { useState } from 'react'
import { m } from '../../../i18n/messages.ts'
import { arrive } from '../../../ui/arrive.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Live } from '../../../ui/Live.tsx'
import { type Choice, ShareChoice } from '../reflection/ShareChoice.tsx'
import css from './Others.module.css'

export interface ShareFormProps {
  therapist: string
  when: 'inSession' | 'after'
  state: 'ready' | 'sealing' | 'failed'
  /** Why nothing can be shared as it is. */
  problem: 'nothing' | 'tooLong' | null
  onShare(share: Exclude<Choice, 'keep' | 'talkNow'>): void
  onKeep(): void
  onBack(): void
}

/** Where ours is not asked: what is to happen with the other answers. */
export function ShareForm({ therapist, when, state, problem, onShare, onKeep, onBack }: ShareFormProps) {
  const [choice, setChoice] = useState<Choice | null>(null)
  const [asked, setAsked] = useState<'no' | 'choose' | 'yes'>('no')
  const finish = (): void => {
    setAsked(choice === null ? 'choose' : 'yes')
    if (choice === 'keep') onKeep()
    else if (choice !== null && choice !== 'talkNow' && problem === null) onShare(choice)
  }
  return (
    <form ref={arrive} className={css['form']} onSubmit={(event) => event.preventDefault()}>
      {when === 'after' && <h1 className="hidden-text" tabIndex={-1}>{m.reflection_title()}</h1>}
      {/* What both look at together in session are our six questions; these are read afterwards. */}
      <ShareChoice therapist={therapist} when="after" value={choice} onChange={setChoice} />
      <Live className={css['problem']}>
        {asked === 'choose' && choice === null && m.reflection_choose()}
        {asked === 'yes' && problem === 'nothing' && choice !== 'keep' && m.reflection_nothing()}
        {asked === 'yes' && problem === 'tooLong' && choice !== 'keep' && m.questions_too_long()}
        {state === 'failed' && m.reflection_cannot()}
      </Live>
      <div className={css['acts']}>
        <Button look="main" onPress={finish} waiting={state === 'sealing'}>
          {state === 'sealing' ? m.reflection_sealing() : m.reflection_done()}
        </Button>
        <Button look="bare" onPress={onBack}>{m.reflection_back()}</Button>
      </div>
    </form>
  )
}
