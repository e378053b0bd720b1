import { Button } from '../../../ui/controls/Button.tsx'
import { Dialog } from '../../../ui/controls/Dialog.tsx'
import css from './Confirm.module.css'

export interface ConfirmProps {
  title: string
  lead: string
  go: string
  stay: string
  look: 'main' | 'end'
  onGo(): void
  onStay(): void
  /** Another way that stands apart, beneath. */
  apart?: React.ReactNode
}

/** One confirming tap: before leaving, and before closing for both. */
export function Confirm({ title, lead, go, stay, look, onGo, onStay, apart }: ConfirmProps) {
  return (
    <Dialog title={title} size="narrow" scene="room" testid="confirm" onClose={onStay}>
      <p className="dim">{lead}</p>
      <div className={css['acts']}>
        <Button look={look} onPress={onGo} autoFocus>
          {go}
        </Button>
        <Button onPress={onStay}>{stay}</Button>
      </div>
      {apart}
    </Dialog>
  )
}
