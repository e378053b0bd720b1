import { m } from '../../../i18n/messages.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import css from '../stage/Aside.module.css'

/** After a phone call, say: no sound leaves the microphone, and one tap takes it back. */
export function RestoreSound({ onRestore }: { onRestore(): void }) {
  return (
    <section className={css['aside']} aria-live="polite" data-notice="restoreSound">
      <h2 className={css['title']}>{m.room_mic_silent()}</h2>
      <p className="dim">{m.room_restore_lead()}</p>
      <div className={css['acts']}>
        <Button size="small" look="main" onPress={onRestore}>
          {m.room_restore()}
        </Button>
      </div>
    </section>
  )
}
