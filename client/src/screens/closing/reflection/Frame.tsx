import { m } from '../../../i18n/messages.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Dialog } from '../../../ui/controls/Dialog.tsx'
import { Page } from '../../../ui/page/Page.tsx'

interface FrameProps {
  when: 'inSession' | 'after'
  step: number
  onLeave(): void
  children: React.ReactNode
}

/** What the questions stand in: a page of their own, or in session a sheet over the room, whose sound goes on. */
export function Frame({ when, step, onLeave, children }: FrameProps) {
  if (when === 'after') {
    const leave = (
      <Button look="link" onPress={onLeave}>
        {m.reflection_leave()}
      </Button>
    )
    return (
      <Page screen="look-back" state={String(step)} layout="own" nav={leave}>
        {children}
      </Page>
    )
  }
  return (
    <Dialog
      title={m.reflection_title()}
      size="wide"
      scene="note"
      testid="look-back"
      onClose={onLeave}
      aside={
        <Button size="small" onPress={onLeave}>
          {m.reflection_leave()}
        </Button>
      }
    >
      {children}
    </Dialog>
  )
}
