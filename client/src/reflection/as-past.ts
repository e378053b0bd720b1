import type { Millis } from '@fermata/shared/clock'
import type { SessionId } from '@fermata/shared/ids'
import type { Item, Past, Reflection } from '@fermata/shared/reflection'

/** A reflection as it is laid beside others of its room. `at`: when its session began. */
export const asPast = ({ session, at, reflection }: { session: SessionId; at: Millis; reflection: Reflection }): Past<Item> => ({
  session, at, questionnaire: reflection.questionnaire, mode: reflection.mode, answers: reflection.answers,
})
