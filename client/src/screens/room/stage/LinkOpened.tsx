import { m } from '../../../i18n/messages.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import css from './Aside.module.css'

export interface LinkOpenedProps {
  onMe(): void
  onNotMe(): void
}

/** The client's side: somebody opened their link on another device, and the therapist asks whether it is them. */
export function LinkOpened({ onMe, onNotMe }: LinkOpenedProps) {
  return (
    <section className={css['aside']} aria-live="polite" data-notice="linkOpened">
      <h2 className={css['title']}>{m.room_opened_title()}</h2>
      <div className={css['acts']}>
        <Button size="small" onPress={onMe}>
          {m.room_opened_me()}
        </Button>
        <Button size="small" onPress={onNotMe}>
          {m.room_opened_not_me()}
        </Button>
      </div>
    </section>
  )
}
