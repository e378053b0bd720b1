/** Totals from paper as FHIR R4: a QuestionnaireResponse that has no item, and the number as an Observation made of it. Pure. */
import type { SessionId } from '../ids.ts'
import { CODES, EXTENSION, type Instrument, TOTAL } from '../questionnaire/index.ts'
import type { PaperTotal } from '../reflection/index.ts'
import { canonical, entry, type Entry, idOf, plain, SURVEY, urlOf } from './bundle.ts'

/** `subject`: whose they are. Of the form itself nothing is here but its title, and that only while it is loaded. */
export function paperEntries(totals: readonly PaperTotal[], subject: { readonly display: string }, instruments: readonly Instrument[]): Entry[] {
  const count = new Map<SessionId, number>()
  return totals.flatMap(({ session, at, questionnaire, total }) => {
    const n = (count.get(session) ?? 0) + 1
    count.set(session, n)
    const instrument = instruments.find((one) => one.questionnaire === questionnaire)
    const [id, encounter] = [`${idOf(session)}-paper-${n}`, { reference: urlOf('Encounter', idOf(session)) }]
    const response = entry({
      resourceType: 'QuestionnaireResponse', id, extension: [{ url: EXTENSION.mode, valueCode: 'paper' }],
      questionnaire: canonical(questionnaire, instrument), status: 'completed', subject, encounter,
    })
    return [response, entry({
      resourceType: 'Observation', id: `${id}-total`, status: 'final', category: [{ coding: [SURVEY] }],
      code: { coding: [{ system: CODES, code: TOTAL }], ...(instrument === undefined ? {} : { text: plain(instrument.title) }) },
      subject, encounter, effectiveDateTime: new Date(at).toISOString(), valueQuantity: { value: total }, derivedFrom: [{ reference: response.fullUrl }],
    })]
  })
}
