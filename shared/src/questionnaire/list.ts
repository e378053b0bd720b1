/** Which questionnaires a house has, as its therapists are told. A file of its own, since most pages never read it. */
import * as v from 'valibot'
import { Instrument } from './instrument.ts'

/** Ours, then those the operator loaded, in the order of their files. For therapists who are signed in. */
export const QuestionnaireList = v.strictObject({ questionnaires: v.array(Instrument) })
export type QuestionnaireList = v.InferOutput<typeof QuestionnaireList>
