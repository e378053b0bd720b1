import { type Answers, bothSides, ITEMS, type OwnSide } from '@fermata/shared/reflection'
import { m } from '../../../i18n/messages.ts'
import { answerInWords } from '../../closing/reflection/words.ts'
import { itemName } from '../words.ts'
import css from './Own.module.css'

/** What the two saw most differently in one session, if by enough to be worth a thought. No verdict on either. */
export function Apart({ client, theirs, own }: { client: string; theirs: Answers; own: OwnSide }) {
  const { apart } = bothSides(theirs, own.answers, ITEMS)
  return apart && (
    <p className={css['apart']} data-apart={apart.item}>
      {m.own_side_apart({ item: itemName(apart.item), client, theirs: answerInWords(apart.theirs), own: answerInWords(apart.own) })}
    </p>
  )
}
