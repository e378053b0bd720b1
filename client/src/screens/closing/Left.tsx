import { m } from '../../i18n/messages.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Page } from '../../ui/page/Page.tsx'
import css from './Closing.module.css'

export interface LeftProps {
  onComeBack(): void
  /** Offered where this page can look back on the session. */
  onLookBack: (() => void) | null
  /** To how it has been, where this device may read it. */
  onPast?: (() => void) | null
  onClose(): void
}

/** The client left by their own choice; the session goes on, and they can come back. */
export function Left({ onComeBack, onLookBack, onPast, onClose }: LeftProps) {
  return (
    <Page screen="left">
      <h1 className="h1">{m.left_title()}</h1>
      <p className="lead">{m.left_lead()}</p>
      <div className={css['acts']}>
        <Button onPress={onComeBack}>{m.left_back()}</Button>
        {onLookBack && <Button onPress={onLookBack}>{m.reflection_offer()}</Button>}
        {onPast && <Button onPress={onPast}>{m.over_time_own_open()}</Button>}
        <Button look="bare" onPress={onClose}>
          {m.left_close()}
        </Button>
      </div>
    </Page>
  )
}
