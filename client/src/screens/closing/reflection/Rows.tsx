import { type Item, ITEMS } from '@fermata/shared/reflection'
import type { Given } from './use-answers.ts'
import { answerInWords, questionOf } from './words.ts'
import css from './Rows.module.css'

/**
 * A reflection to be read: six rows of a question and a word, then the free words. The same for both people; the
 * therapist's own side is asked in other words.
 */
export function Rows({ reflection, questionOf: asked = questionOf }: { reflection: Given; questionOf?: (item: Item) => string }) {
  return (
    <>
      <dl className={css['rows']}>
        {ITEMS.map((item) => (
          <div key={item} data-row={item} data-answered={reflection.answers[item] !== null}>
            <dt>{asked(item)}</dt>
            <dd>{answerInWords(reflection.answers[item])}</dd>
          </div>
        ))}
      </dl>
      {reflection.words !== '' && (
        <blockquote className={css['said']} dir="auto" translate="no" data-said="">
          {reflection.words}
        </blockquote>
      )}
    </>
  )
}
