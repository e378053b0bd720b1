/** The catalogue's sentences for the six questions from the therapist's side. */
import type { Item } from '@fermata/shared/reflection'
import { m } from '../../../i18n/messages.ts'

const QUESTIONS: Record<Item, () => string> = {
  safe: m.own_side_item_safe,
  understood: m.own_side_item_understood,
  aims: m.own_side_item_aims,
  way: m.own_side_item_way,
  sayable: m.own_side_item_sayable,
  overall: m.own_side_item_overall,
}

export const ownQuestionOf = (item: Item): string => QUESTIONS[item]()
