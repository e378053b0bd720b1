/** The catalogue's sentences for rows and how they stand. */
import { boundsOf, fromHundred, type Instrument, rowsOf, TOTAL } from '@fermata/shared/questionnaire'
import { type Item, ITEMS, type Row, type Standing } from '@fermata/shared/reflection'
import { number } from '../../i18n/format.ts'
import { m } from '../../i18n/messages.ts'
import { verbatim } from '../../i18n/verbatim.ts'
import { givenInWords } from '../closing/others/words.ts'
import { answerInWords } from '../closing/reflection/words.ts'
import type { Whose } from './view.ts'

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

/** How rows and what stands in them are named. */
export interface Wording {
  /** What was asked; `null`: our own questions. */
  title: string | null
  items: readonly string[]
  /** `paper`: totals that the therapist entered, which a client's page has not. */
  answered: 'screen' | 'paper'
  name(item: string): string
  /** `value`: in the measure of the rows. */
  answer(value: number | null, item: string): string
}

export const OURS: Wording = { title: null, items: ITEMS, answered: 'screen', name: (item) => itemName(item as Item), answer: (value) => answerInWords(value) }

/** An operator's questionnaire: its own words where it has them, else its own numbers. */
export function wordingOf(instrument: Instrument): Wording {
  const rows = rowsOf(instrument)
  const questions = instrument.entry.entry === 'questions' ? instrument.entry.questions : []
  return {
    title: instrument.title,
    items: rows.map(({ id }) => id),
    answered: instrument.entry.entry === 'total' ? 'paper' : 'screen',
    name: (item) => (item === TOTAL ? m.over_time_total() : verbatim(rows.find(({ id }) => id === item)?.text ?? item)),
    answer(value, item) {
      const row = rows.find(({ id }) => id === item)
      if (value === null || row === undefined) return m.reflection_unanswered()
      const own = Math.round(fromHundred(value, row) * 100) / 100
      const question = questions.find(({ id }) => id === item)
      return question === undefined || boundsOf(question) === null ? number(own) : givenInWords(instrument, question, own)
    },
  }
}

/** What the rows are of, against whose range. */
export function leadOf(whose: Whose, { title }: Wording, count: number): string {
  if (title !== null) return m.over_time_other_lead({ title, count })
  return whose.seat === 'therapist' ? m.over_time_lead({ client: whose.client, count }) : m.over_time_own_lead({ count })
}

/** One row in a sentence, for those who hear the page; `own`: the therapist's newest own answer, on their page alone. */
export function rowInWords({ item, lines, newest, standing }: Row, wording: Wording, own: number | null): string {
  const values = lines.flatMap(({ points }) => points.map(({ value }) => value))
  if (values.length === 0) return m.over_time_row_empty({ item: wording.name(item) })
  const said = m.over_time_row({
    item: wording.name(item),
    count: values.length,
    low: wording.answer(Math.min(...values), item),
    high: wording.answer(Math.max(...values), item),
    newest: wording.answer(newest, item),
    standing: standingInWords(standing),
  })
  return own === null ? said : `${said} ${m.own_side_row({ answer: wording.answer(own, item) })}`
}
