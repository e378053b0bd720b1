/** Words of the quiet signals, on the client's side. A pair may have its own for some of them. */
import { CHECK_IN_CODES, type CheckInCode } from '@fermata/shared/check-in'
import { m } from '../../../i18n/messages.ts'
import { verbatim } from '../../../i18n/verbatim.ts'

const WORDS: Record<CheckInCode, () => string> = {
  slower: m.signals_slower,
  pause: m.signals_pause,
  not_this: m.signals_not_this,
  ask_me: m.signals_ask_me,
  off: m.signals_off,
  not_private: m.signals_not_private,
  ok: m.signals_ok,
}

export interface Label {
  code: CheckInCode
  word: string
}

/** The usual word of a signal. */
export const usualWord = (code: CheckInCode): string => WORDS[code]()

const ownWord = (labels: readonly Label[], code: CheckInCode): string | null => {
  const own = labels.find((label) => label.code === code)
  return own === undefined ? null : verbatim(own.word)
}

/** All seven in their fixed order: a place never moves, and digit and word belong together. */
export const trayWords = (labels: readonly Label[]): Label[] =>
  CHECK_IN_CODES.map((code) => ({
    code,
    word: ownWord(labels, code) ?? WORDS[code](),
  }))
