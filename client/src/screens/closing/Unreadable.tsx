import { m } from '../../i18n/messages.ts'
import { therapistSentenceFor, type Told } from '../../i18n/refusal.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Live } from '../../ui/Live.tsx'
import { Page } from '../../ui/page/Page.tsx'
import css from './Closing.module.css'

export interface UnreadableProps {
  /** What the client of this room is called. */
  client: string
  /** Why it could not be ended, if it was tried. */
  problem: Told | null
  onEnd(): void
  onBack(): void
}

/** A session is going on, but what opens it is not in this vault. */
export function Unreadable({ client, problem, onEnd, onBack }: UnreadableProps) {
  return (
    <Page screen="unreadable">
      <h1 className="h1">{m.unreadable_title()}</h1>
      <p className="lead">{m.unreadable_lead({ name: client })}</p>
      <p className="dim">{m.unreadable_step()}</p>
      <Live>{problem !== null && <p className={css['note']}>{therapistSentenceFor(problem)}</p>}</Live>
      <div className={css['acts']}>
        <Button look="main" onPress={onEnd}>
          {m.unreadable_end()}
        </Button>
        <Button onPress={onBack}>{m.over_home()}</Button>
      </div>
    </Page>
  )
}
