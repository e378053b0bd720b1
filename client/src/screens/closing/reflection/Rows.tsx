import { ITEMS, type Reflection } from '@fermata/shared/reflection'
import { answerInWords, questionOf } from './words.ts'
import css from './Rows.module.css'

/** A reflection to be read: six rows of a question and a word, then the free words. The same for both people. */
export function Rows({ reflection }: { reflection: Reflection }) {
  return (
    <>
      <dl className={css['rows']}>
        {ITEMS.map((item) => (
          <div key={item} data-row={item} data-answered={reflection.answers[item] !== null}>
            <dt>{questionOf(item)}</dt>
            <dd>{answerInWords(reflection.answers[item])}</dd>
          </div>
        ))}
      </dl>
      {reflection.words !== '' && (
        <blockquote className={css['said']} dir="auto" data-said="">
          {reflection.words}
        </blockquote>
      )}
    </>
  )
}
