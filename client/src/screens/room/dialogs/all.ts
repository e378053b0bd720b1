/** Everything that is opened over the room by a press: one file, which neither room waits for. */
export { MoreDialog } from '../band/MoreDialog.tsx'
export { CardDialog } from '../card/CardDialog.tsx'
export { ChatDialog } from '../chat/ChatDialog.tsx'
export { RecordDialog } from '../record/RecordDialog.tsx'
export { ClientSetUp } from '../set-up/ClientSetUp.tsx'
export { PairSignals } from '../set-up/PairSignals.tsx'
export { SharedPage } from '../together/SharedPage.tsx'
export { TodayDialog } from '../today/TodayDialog.tsx'
