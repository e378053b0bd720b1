/** Which questionnaires the client is offered at the end. Nobody has said it: ours. */
import { noteOf, type Notes } from '../pair/notes.ts'
import { QUESTIONNAIRE } from '../reflection/questionnaire.ts'

export const offeredOf = (notes: Notes): readonly string[] => noteOf(notes, 'questions')?.offered ?? [QUESTIONNAIRE]
