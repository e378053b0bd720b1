/** Which questionnaires a house has, as its therapists are told. A file of its own, since most pages never read it. */
import * as v from 'valibot'
import { LinkId } from '../ids.ts'
import { Bytes32 } from '../protocol/fields.ts'
import { Instrument } from './instrument.ts'

/**
 * Ours, then those the operator loaded, in the order of their files: for therapists who are signed in. Whoever proves a
 * room's link gets those that may be answered on a screen today, whichever of them their therapist offers: which that is
 * stays between the two.
 */
export const QuestionnaireList = v.strictObject({ questionnaires: v.array(Instrument) })
export type QuestionnaireList = v.InferOutput<typeof QuestionnaireList>

/** Asks for those that a client may be offered, by proof of the link. */
export const QuestionnairesAsk = v.strictObject({ link: LinkId, auth: Bytes32 })
