/** The catalogue's sentences for rows and how they stand. */
import type { Item, Row, Standing } from '@fermata/shared/reflection'
import { m } from '../../i18n/messages.ts'
import { answerInWords } from '../closing/reflection/words.ts'

const NAMES: Record<Item, () => string> = {
  safe: m.over_time_item_safe,
  understood: m.over_time_item_understood,
  aims: m.over_time_item_aims,
  way: m.over_time_item_way,
  sayable: m.over_time_item_sayable,
  overall: m.over_time_item_overall,
}

const STANDINGS: Record<Standing, () => string> = {
  lower: m.over_time_lower,
  usual: m.over_time_usual,
  higher: m.over_time_higher,
  tooFew: m.over_time_too_few,
  notAnswered: m.reflection_unanswered,
}

/** An item in a few words, as rows are named. */
export const itemName = (item: Item): string => NAMES[item]()
export const standingInWords = (standing: Standing): string => STANDINGS[standing]()

/** One row in a sentence, for those who hear the page; `own`: the therapist's newest own answer, on their page alone. */
export function rowInWords({ item, lines, newest, standing }: Row<Item>, own: number | null): string {
  const values = lines.flatMap(({ points }) => points.map(({ value }) => value))
  if (values.length === 0) return m.over_time_row_empty({ item: itemName(item) })
  const said = m.over_time_row({
    item: itemName(item),
    count: values.length,
    low: answerInWords(Math.min(...values)),
    high: answerInWords(Math.max(...values)),
    newest: answerInWords(newest),
    standing: standingInWords(standing),
  })
  return own === null ? said : `${said} ${m.own_side_row({ answer: answerInWords(own) })}`
}
