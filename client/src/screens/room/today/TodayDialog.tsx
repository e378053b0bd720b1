import { m } from '../../../i18n/messages.ts'
import { RoomDialog } from '../RoomDialog.tsx'
import type { Kept } from '../set-up/view.ts'
import { Agenda } from './Agenda.tsx'
import { NextStep } from './NextStep.tsx'
import type { TodayView } from './view.ts'

const KEPT: Record<Kept, () => string> = { kept: m.today_kept, later: m.today_kept_later, here: m.setup_kept_here }

/** The same page on both sides: what to come to today, and the next step. */
export function TodayDialog({ view, name, onClose }: { view: TodayView; name: string; onClose(): void }) {
  return (
    <RoomDialog title={m.today_title()} testid="today-dialog" onClose={onClose}>
      <p className="small dim">{m.today_lead()}</p>
      <Agenda view={view} name={name} />
      <NextStep step={view.step} name={name} />
      <p className="small dim" role="status" data-kept={view.kept}>
        {KEPT[view.kept]()}
      </p>
    </RoomDialog>
  )
}
