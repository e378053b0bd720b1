import type { Item, Prompt, Reflection } from '@fermata/shared/reflection'
import { m } from '../../../i18n/messages.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Rows } from '../../closing/reflection/Rows.tsx'
import { AskAbout } from '../../over-time/prompts/AskAbout.tsx'
import css from './SharedPage.module.css'

export interface SharedPageProps {
  /** Whose screen it lies on, and what the other person is called. */
  seat: 'therapist' | 'client'
  name: string
  reflection: Reflection
  /** One neutral prompt; the therapist's alone. */
  prompt: Prompt<Item> | null
  onPutAway(): void
}

/** What the client shared to be talked about now: the same sheet beside the face on both screens. */
export function SharedPage({ seat, name, reflection, prompt, onPutAway }: SharedPageProps) {
  return (
    <section className={css['sheet']} data-scene="note" data-testid="shared-page" aria-labelledby="shared-page">
      <div className={css['head']}>
        <div>
          <h2 id="shared-page" className="h2">
            {seat === 'therapist' ? m.talk_title_theirs({ name }) : m.talk_title_mine({ name })}
          </h2>
          <p className="small dim">{m.talk_both()}</p>
        </div>
        <Button size="small" onPress={onPutAway} testid="shared-page-away">
          {m.talk_away()}
        </Button>
      </div>
      <Rows reflection={reflection} />
      {prompt && <AskAbout prompt={prompt} next={null} />}
    </section>
  )
}
