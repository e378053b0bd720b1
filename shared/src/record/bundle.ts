/**
 * What was shared, as a FHIR R4 Bundle: the questionnaires, and for each session an Encounter, the answers as a
 * QuestionnaireResponse and each answered item as an Observation. Codes are our own; no foreign ones are claimed. Pure.
 */
import { fromBase64url } from '../bytes.ts'
import type { SessionId } from '../ids.ts'
import { CODES, EXTENSION, type Instrument, writeQuestionnaire } from '../questionnaire/index.ts'
import { ITEMS } from '../reflection/index.ts'
import type { RecordedRoom, RecordedSession } from './file.ts'
import { itemsOf, totalObserved } from './more.ts'

type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json }
export interface Entry {
  fullUrl: string
  resource: { readonly resourceType: string; readonly id: string; readonly [key: string]: Json }
}

/** What systems of others must know to read it; names of FHIR's own, which nobody looks up. */
const CLASS = { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'VR', display: 'virtual' }
export const SURVEY = { system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'survey', display: 'Survey' }

interface Bundle {
  readonly [key: string]: Json | readonly Entry[]
  readonly entry?: readonly Entry[]
}

/** What the clients shared, and nothing of the therapist’s own. */
export function sharedBundleOf(rooms: readonly RecordedRoom[], instruments: readonly Instrument[], writtenAt: number): Bundle {
  const used = new Set<string>(rooms.flatMap(({ sessions, totals = [] }) => [
    ...sessions.flatMap(({ reflection }) => [reflection, ...(reflection.more ?? [])]), ...totals,
  ].map(({ questionnaire }) => questionnaire)))
  const asked = instruments.filter(({ questionnaire }) => used.has(questionnaire))
  const entries = [
    // What comes out of a schema is JSON.
    ...asked.map((instrument) => entry(writeQuestionnaire(instrument) as unknown as Entry['resource'])),
    ...rooms.flatMap((room) => room.sessions.flatMap((session) => ofSession(room, session, asked))),
  ]
  return { resourceType: 'Bundle', type: 'collection', timestamp: new Date(writtenAt).toISOString(), ...(entries.length === 0 ? {} : { entry: entries.map(({ fullUrl, resource }) => ({ fullUrl, resource })) }) }
}

/** Ids of ours are 16 bytes; written as FHIR may read them. */
export const idOf = (ours: string): string => [...(fromBase64url(ours) ?? [])].map((byte) => byte.toString(16).padStart(2, '0')).join('')
export const urlOf = (type: string, id: string): string => `urn:fermata:fhir:${type}:${id}`
export const entry = (resource: Entry['resource']): Entry => ({ fullUrl: urlOf(resource.resourceType, resource.id), resource })

function ofSession({ name }: RecordedRoom, { session, at, through, reflection }: RecordedSession, asked: readonly Instrument[]): Entry[] {
  const id = idOf(session)
  const subject = { display: plain(name) }
  const encounter = { reference: urlOf('Encounter', id) }
  const instrument = asked.find(({ questionnaire }) => questionnaire === reflection.questionnaire)
  const texts = new Map(instrument?.entry.entry === 'questions' ? instrument.entry.questions.map((each) => [each.id, each.text]) : [])
  const textOf = (item: string) => (texts.has(item) ? { text: texts.get(item) ?? item } : {})
  const answered = ITEMS.flatMap((item) => {
    const value = reflection.answers[item]
    return value === null ? [] : [{ item, value }]
  })
  const words = plain(reflection.words)
  const answers = [
    ...answered.map(({ item, value }) => ({ linkId: item, ...textOf(item), answer: [{ valueInteger: value }] })),
    ...(words === '' ? [] : [{ linkId: 'words', ...textOf('words'), answer: [{ valueString: words }] }]),
  ]
  const response = entry({
    resourceType: 'QuestionnaireResponse',
    id: `${id}-reflection`,
    extension: [
      { url: EXTENSION.mode, valueCode: reflection.mode },
      { url: EXTENSION.share, valueCode: reflection.share },
      { url: EXTENSION.through, valueCode: through },
    ],
    questionnaire: canonical(reflection.questionnaire, instrument),
    status: 'completed',
    subject,
    encounter,
    ...(answers.length === 0 ? {} : { item: answers }),
  })
  const began = new Date(at).toISOString()
  return [
    encounterOf(name, session, at),
    response,
    ...answered.map(({ item, value }) =>
      entry({
        resourceType: 'Observation',
        id: `${id}-${item}`,
        status: 'final',
        category: [{ coding: [SURVEY] }],
        code: { coding: [{ system: CODES, code: item }], ...textOf(item) },
        subject,
        encounter,
        effectiveDateTime: began,
        valueInteger: value,
        derivedFrom: [{ reference: response.fullUrl }],
      }),
    ),
    ...(reflection.more ?? []).flatMap((filled, n) => {
      const other = asked.find(({ questionnaire }) => questionnaire === filled.questionnaire)
      const items = itemsOf(filled, other, plain)
      const given = entry({
        resourceType: 'QuestionnaireResponse', id: `${id}-more-${n + 1}`, questionnaire: canonical(filled.questionnaire, other), status: 'completed',
        subject, encounter, ...(items.length === 0 ? {} : { item: items }),
      })
      const total = totalObserved(filled, other)
      return total === null ? [given] : [given, entry({
        resourceType: 'Observation', id: `${id}-more-${n + 1}-total`, status: 'final', category: [{ coding: [SURVEY] }], ...total,
        subject, encounter, effectiveDateTime: began, derivedFrom: [{ reference: given.fullUrl }],
      })]
    }),
  ]
}

/** The address and version of a questionnaire, also of one that is not loaded any more. */
export const canonical = (questionnaire: string, instrument: Instrument | undefined): string => {
  const [name = '', version = ''] = questionnaire.split('|')
  return `${instrument?.url ?? `urn:fermata:fhir:questionnaire:${name}`}|${version}`
}

/** That the two met. */
export const encounterOf = (name: string, session: SessionId, at: number): Entry => entry({
  resourceType: 'Encounter', id: idOf(session), status: 'finished', class: CLASS, subject: { display: plain(name) }, period: { start: new Date(at).toISOString() },
})

/** Text as FHIR takes it: no control characters, no half letters, nothing but blanks around or instead of it. */
export const plain = (text: string): string =>
  text.replace(/[^\P{Cc}\t\n\r]/gu, '').replace(/\p{Surrogate}/gu, '\uFFFD').trim()
