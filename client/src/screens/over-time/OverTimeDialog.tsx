import { m } from '../../i18n/messages.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Dialog } from '../../ui/controls/Dialog.tsx'
import { OverTimeBody, type OverTimeProps } from './OverTime.tsx'

/** How it has been, laid over the room. */
export function OverTimeDialog({ onBack, ...body }: OverTimeProps) {
  return (
    <Dialog
      title={m.over_time_own_title()}
      size="wide"
      scene="room"
      testid="own-past"
      onClose={onBack}
      aside={
        <Button size="small" onPress={onBack}>
          {m.common_close()}
        </Button>
      }
    >
      <OverTimeBody {...body} />
    </Dialog>
  )
}
