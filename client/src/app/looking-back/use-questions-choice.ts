/** The therapist's choice of what is asked at the end: a note of the room, and the list that the server has loaded. */
import { useState } from 'react'
import { offeredOf } from '@fermata/shared/agreed'
import { QuestionnaireList } from '@fermata/shared/protocol'
import { type Instrument, isInForce } from '@fermata/shared/questionnaire'
import { QUESTIONNAIRE } from '@fermata/shared/reflection'
import type { Api } from '../../lib/api.ts'
import type { OneQuestionnaire, QuestionsView } from '../../screens/room/questions/view.ts'
import type { Meeting } from '../../session/therapist/meeting.ts'
import { useValue } from '../../ui/use-value.ts'

export function useQuestionsChoice({ notes }: Meeting, api: Api, now: number): QuestionsView {
  const offered = offeredOf(useValue(notes.notes))
  const [known, setKnown] = useState<QuestionsView['known']>('wait')
  const look = (): void => {
    const today = new Date(now).toISOString().slice(0, 10)
    void api.get('/questionnaires', QuestionnaireList).then((asked) =>
      setKnown(asked.ok ? asked.value.questionnaires.map((one) => viewOf(one, today)) : 'away'),
    )
  }
  return { offered, known, onLook: look, onChoose: (next) => notes.set({ note: 'questions', offered: [...next] }) }
}

function viewOf(one: Instrument, today: string): OneQuestionnaire {
  const { questionnaire: name, title, attestation, entry } = one
  if (name === QUESTIONNAIRE) return { name, title, terms: null, use: 'screen' }
  const use = entry.entry === 'total' ? 'paper' : isInForce(one, today) ? 'screen' : 'ended'
  return { name, title, terms: { holder: attestation.holder, licence: attestation.licence }, use }
}
