import { HelpDialog } from '../../src/ui/page/HelpDialog.tsx'
import { HelpContext } from '../../src/ui/page/help.ts'
import { QuietLeaveContext, type QuietLeaveView } from '../../src/ui/page/quiet-leave.ts'
import { Explained } from '../../src/screens/quiet-leave/Explained.tsx'
import { nothing, type States } from '../pieces.ts'
import { pause } from './pause.tsx'
import { clientRoom } from './room-client.tsx'

const quiet = { state: 'on', onGo: nothing, onChoose: nothing } satisfies QuietLeaveView
const help = [
  { name: 'Night line', detail: 'Free, day and night. You need not give your name.', href: 'tel:0800123456' },
  { name: 'Crisis house, Harbour Street 4', detail: 'Open every day from 9 to 21.', href: null },
]

export const quietLeave: States = {
  'quiet-explained': () => <Explained quiet={{ ...quiet, state: 'off' }} onClose={nothing} />,
  'quiet-explained-room': () => <Explained quiet={quiet} scene="room" onClose={nothing} />,
  'quiet-leave-dialog': (faces) => <QuietLeaveContext value={quiet}>{clientRoom['client-leave']?.(faces)}</QuietLeaveContext>,
  'quiet-leave-here': (faces) => <QuietLeaveContext value={quiet}>{clientRoom['client-seen']?.(faces)}</QuietLeaveContext>,
  'quiet-leave-here-weak': (faces) => <QuietLeaveContext value={quiet}>{clientRoom['client-weak']?.(faces)}</QuietLeaveContext>,
  'quiet-leave-here-paused': (faces) => <QuietLeaveContext value={quiet}>{pause['client-pause']?.(faces)}</QuietLeaveContext>,
  'quiet-leave-more': (faces) => <QuietLeaveContext value={{ ...quiet, state: 'off' }}>{clientRoom['client-more']?.(faces)}</QuietLeaveContext>,
  'help-filled-in': () => (
    <HelpContext value={help}>
      <HelpDialog onClose={nothing} />
    </HelpContext>
  ),
}
