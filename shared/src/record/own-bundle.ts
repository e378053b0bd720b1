/**
 * The therapist's own side, what was agreed on, and what the client let be kept, as entries of the same FHIR R4 Bundle: a
 * QuestionnaireResponse of the therapist's, a List, a Goal, and Observations. Codes are our own. Pure.
 */
import type { SessionId } from '../ids.ts'
import type { Instrument } from '../questionnaire/index.ts'
import { CODES } from '../questionnaire/index.ts'
import { ITEMS, type SessionSide } from '../reflection/index.ts'
import { sharedBundleOf, encounterOf, entry, type Entry, idOf, plain, urlOf } from './bundle.ts'
import type { RecordedNotes, RecordedRoom } from './file.ts'
import { paperEntries } from './paper.ts'

/** Whose words these are; names are given for clients only. */
const THERAPIST = { display: 'therapist' }
/** The same six items, asked of the therapist. */
const OWN_SIDE = 'urn:fermata:fhir:questionnaire:fermata-own-side|1'

/** Everything there is of these rooms. */
export function bundleOf(rooms: readonly RecordedRoom[], instruments: readonly Instrument[], writtenAt: number): ReturnType<typeof sharedBundleOf> {
  const bundle = sharedBundleOf(rooms, instruments, writtenAt)
  const entries = [...(bundle.entry ?? []), ...rooms.flatMap((room, n) => ofRoom(room, n, instruments))]
  return entries.length === 0 ? bundle : { ...bundle, entry: entries }
}

function ofRoom(room: RecordedRoom, n: number, instruments: readonly Instrument[]): Entry[] {
  const { name, sessions, ownSides = [], notes, totals = [] } = room
  const subject = { display: plain(name) }
  const known = new Set(sessions.map(({ session }) => session))
  const others = new Map<SessionId, number>([...ownSides, ...(notes?.sessions ?? []), ...totals].map(({ session, at }) => [session, at]))
  return [
    ...[...others].filter(([session]) => !known.has(session)).map(([session, at]) => encounterOf(name, session, at)),
    ...paperEntries(totals, subject, instruments),
    ...ownSides.flatMap((one) => ofSide(one, subject)),
    ...(notes === undefined ? [] : ofNotes(notes, subject, n + 1)),
  ]
}

type Subject = { readonly display: string }

function ofSide({ session, at, side }: SessionSide, subject: Subject): Entry[] {
  const words = plain(side.words)
  const item = [
    ...ITEMS.flatMap((one) => {
      const value = side.answers[one]
      return value === null ? [] : [{ linkId: one, answer: [{ valueInteger: value }] }]
    }),
    ...(words === '' ? [] : [{ linkId: 'words', answer: [{ valueString: words }] }]),
  ]
  return item.length === 0 ? [] : [entry({
    resourceType: 'QuestionnaireResponse', id: `${idOf(session)}-own-side`, questionnaire: OWN_SIDE, status: 'completed',
    subject, author: THERAPIST, encounter: { reference: urlOf('Encounter', idOf(session)) }, authored: new Date(at).toISOString(), item,
  })]
}

/** `n` tells rooms apart: no file but our own names a room's id. */
function ofNotes({ agenda, step, sessions }: RecordedNotes, subject: Subject, n: number): Entry[] {
  const points = agenda.map(({ by, words }) => ({ text: plain(words), authorString: by })).filter(({ text }) => text !== '')
  const words = plain(step?.words ?? '')
  const observed = (id: string, code: string, session: SessionId, at: number, value: object) => entry({
    resourceType: 'Observation', id, status: 'final', code: { coding: [{ system: CODES, code }] }, subject,
    encounter: { reference: urlOf('Encounter', idOf(session)) }, effectiveDateTime: new Date(at).toISOString(), ...value,
  })
  return [
    ...(points.length === 0 ? [] : [entry({ resourceType: 'List', id: `agenda-${n}`, status: 'current', mode: 'working', title: 'Agenda', subject, note: points })]),
    ...(words === '' ? [] : [entry({
      resourceType: 'Goal', id: `step-${n}`, lifecycleStatus: step?.went?.how === 'done' ? 'completed' : 'active', description: { text: words }, subject,
      ...(step?.went ? { outcomeCode: [{ coding: [{ system: CODES, code: step.went.how }] }] } : {}),
    })]),
    ...sessions.flatMap(({ session, at, signals, pauses }) => [
      ...signals.map((signal, m) => observed(`${idOf(session)}-signal-${m + 1}`, `signal-${signal.code.replaceAll('_', '-')}`, session, signal.at, { valueBoolean: true })),
      ...(pauses === 0 ? [] : [observed(`${idOf(session)}-pauses`, 'pauses', session, at, { valueInteger: pauses })]),
    ]),
  ]
}
