import { m } from '../../i18n/messages.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Page } from '../../ui/page/Page.tsx'
import css from './Closing.module.css'

export interface DisplacedProps {
  /** A quiet signal sent from here that was never confirmed; the new device does not send it again. */
  unconfirmed: 'none' | 'one'
  /** The client knocks from here; the therapist moves at once. */
  seat: 'client' | 'therapist'
  onUseHere(): void
}

/** Another device holds this seat now. */
export function Displaced({ unconfirmed, seat, onUseHere }: DisplacedProps) {
  return (
    <Page screen="displaced" state={seat}>
      <h1 className="h1">{m.displaced_title()}</h1>
      <p className="lead">{m.displaced_lead()}</p>
      {unconfirmed === 'one' && <p className={css['note']}>{m.over_unconfirmed()}</p>}
      <div className={css['acts']}>
        <Button onPress={onUseHere}>{m.displaced_use()}</Button>
        {seat === 'client' && <span className="small dim">{m.displaced_use_hint()}</span>}
      </div>
    </Page>
  )
}
