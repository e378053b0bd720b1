import { answersOf, type FilledIn, type Instrument } from '@fermata/shared/questionnaire'
import { m } from '../../../i18n/messages.ts'
import { givenInWords } from './words.ts'
import css from './Others.module.css'

/** What was answered to other questionnaires, to be read. The same for both people. */
export function OtherRows({ more, instruments }: { more: readonly FilledIn[]; instruments: readonly Instrument[] }) {
  return more.map((filled) => {
    const instrument = instruments.find(({ questionnaire }) => questionnaire === filled.questionnaire)
    const questions = instrument?.entry.entry === 'questions' && answersOf(instrument, filled) !== null ? instrument.entry.questions : null
    return (
      <section key={filled.questionnaire} data-answers={filled.questionnaire}>
        {instrument === undefined || questions === null ? (
          <p className="small dim">{m.questions_not_loaded({ name: filled.questionnaire.split('|')[0] ?? '' })}</p>
        ) : (
          <>
            <h3>{m.questions_answers_of({ title: instrument.title })}</h3>
            <dl className={css['rows']}>
              {questions.map((question, n) => (
                <div key={question.id}>
                  <dt dir="auto">{question.text}</dt>
                  <dd dir="auto">{givenInWords(instrument, question, filled.answers[n] ?? null)}</dd>
                </div>
              ))}
            </dl>
          </>
        )}
      </section>
    )
  })
}
