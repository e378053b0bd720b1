/** What stands over the room at times, fetched once the room's own file is there: nothing is missing when the network goes. */
import { later } from '../../../ui/later.tsx'

const all = later(() => import('./all.ts'))

export const fetchDialogs = all.fetch
export const MoreDialog = all.part((code) => code.MoreDialog)
export const OwnTime = all.part((code) => code.OwnTime)
export const CardDialog = all.part((code) => code.CardDialog)
export const Heard = all.part((code) => code.Heard)
export const RecordStart = all.part((code) => code.RecordStart)
export const Offer = all.part((code) => code.Offer)
export const Shared = all.part((code) => code.Shared)
export const ShareConfirm = all.part((code) => code.ShareConfirm)
export const LinkOpened = all.part((code) => code.LinkOpened)
export const AtStart = all.part((code) => code.AtStart)
export const ChatWaiting = all.part((code) => code.ChatWaiting)
export const Aids = all.part((code) => code.Aids)
export const AidWords = all.part((code) => code.AidWords)
export const ChatDialog = all.part((code) => code.ChatDialog)
export const QuestionsDialog = all.part((code) => code.QuestionsDialog)
export const RecordDialog = all.part((code) => code.RecordDialog)
export const ClientSetUp = all.part((code) => code.ClientSetUp)
export const PairSignals = all.part((code) => code.PairSignals)
export const SharedPage = all.part((code) => code.SharedPage)
export const TodayDialog = all.part((code) => code.TodayDialog)
