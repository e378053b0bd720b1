import type { Item, Prompt } from '@fermata/shared/reflection'
import { m } from '../../../i18n/messages.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Live } from '../../../ui/Live.tsx'
import type { NextTime } from '../view.ts'
import { itemName } from '../words.ts'
import css from './AskAbout.module.css'

const said = (prompt: Prompt<Item>): { noticed: string; ask: string; question: string } => {
  if (prompt.prompt === 'invite') {
    return { noticed: m.over_time_prompt_invite(), ask: m.over_time_prompt_invite_ask(), question: m.over_time_prompt_invite_question() }
  }
  const noticed = prompt.why === 'lower' ? m.over_time_prompt_lower : m.over_time_prompt_low
  return { noticed: noticed({ item: itemName(prompt.item) }), ask: m.over_time_prompt_ask(), question: m.over_time_prompt_question() }
}

/** One neutral prompt, for the therapist: a question to ask, never a finding. */
export function AskAbout({ prompt, next }: { prompt: Prompt<Item>; next: NextTime | null }) {
  const { noticed, ask, question } = said(prompt)
  return (
    <section className={css['prompt']} data-prompt={prompt.prompt === 'ask' ? prompt.item : 'invite'}>
      <svg width="24" height="24" viewBox="0 0 24 24" aria-hidden="true">
        <circle cx="12" cy="12" r="7" fill="none" stroke="currentColor" strokeWidth="3" />
      </svg>
      <p>
        {noticed} {ask} <span className="strong">{question}</span>
      </p>
      {next && (
        <div className={css['next']}>
          <Button size="small" onPress={next.onPress} testid="next-time">
            {next.state === 'kept' ? m.next_take_back() : m.next_keep()}
          </Button>
          <Live className="small dim">{next.state === 'kept' && m.next_kept()}</Live>
        </div>
      )}
    </section>
  )
}
