/**
 * Room notes: what two people agreed on for their room, kept until the room is erased. The server keeps one sealed box
 * for each room, of one size whatever stands in it, and reads none of it. Inside, every note is a register: it belongs
 * to one seat, or to both, and of two words on it the one with the higher number counts.
 */
import * as v from 'valibot'
import { CheckInCode } from '../check-in/vocabulary.ts'
import { Seat, SessionId } from '../ids.ts'
import { CardNote } from '../agreed/lobby-card.ts'
import { At, Counter } from './fields.ts'
import { ConsentVersion } from './house.ts'
import { QuestionnaireName } from '../questionnaire/instrument.ts'

/** 12 bytes of nonce, 16,384 of padded text, 16 of tag. */
export const NotesBox = v.pipe(v.string(), v.length(21_883), v.regex(/^[A-Za-z0-9_-]+$/))
export type NotesBox = v.InferOutput<typeof NotesBox>

/** The box of a room as it lies in the store; a write names the revision it makes. */
export const StoredNotes = v.strictObject({ rev: Counter, box: NotesBox })
export type StoredNotes = v.InferOutput<typeof StoredNotes>

/** As long as a word on a button may be. */
export const WORD_LETTERS = 28
const Word = v.pipe(v.string(), v.maxLength(WORD_LETTERS))
/** The pair's own words for some of the signals. */
const Names = v.pipe(v.array(v.strictObject({ code: CheckInCode, word: Word })), v.maxLength(7))
const Codes = v.pipe(v.array(CheckInCode), v.maxLength(7))

/** How a press is confirmed beside the change of shape; `visual`: nothing is spoken by a screen reader either. */
export const Confirmation = v.picklist(['shape', 'tone', 'vibration', 'visual'])
export type Confirmation = v.InferOutput<typeof Confirmation>

/** The client's: which signals there are, what they are called, and how the tray behaves. */
export const SignalsNote = v.strictObject({
  note: v.literal('signals'),
  hidden: Codes,
  names: Names,
  confirm: Confirmation,
  /** One letter that opens the tray. */
  key: v.pipe(v.string(), v.regex(/^[a-z]$/)),
  /** What the button is called at rest; empty: its usual name. */
  alias: Word,
  /** The newest of the therapist's suggestions that was answered, by its number; 0: none. */
  answered: Counter,
})
export type SignalsNote = v.InferOutput<typeof SignalsNote>

/** Signals whose hiding may be suggested: *Pause now* and *I can't talk freely* are hidden by the client alone. */
const Suggestible = v.picklist(['slower', 'not_this', 'ask_me', 'off', 'ok'])

/** The therapist's: names and hiding they suggest. Nothing changes before the client takes it. */
export const SuggestionNote = v.strictObject({ note: v.literal('suggestion'), hidden: v.pipe(v.array(Suggestible), v.maxLength(5)), names: Names })
export type SuggestionNote = v.InferOutput<typeof SuggestionNote>

/** The therapist's: soft tones in their headphones, which both know of. */
export const TonesNote = v.strictObject({
  note: v.literal('tones'),
  /** When a signal comes while their page is hidden. */
  whileHidden: v.picklist(['on', 'off']),
  /** When a signal is unanswered for 45 seconds. */
  whenLate: v.picklist(['on', 'off']),
})
export type TonesNote = v.InferOutput<typeof TonesNote>

/** As long as a point for today, and as the next step, may be. */
export const POINT_LETTERS = 120
export const STEP_LETTERS = 200
/** So many points each may have standing. */
export const POINTS_AT_MOST = 6
const points = v.pipe(v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(POINT_LETTERS))), v.maxLength(POINTS_AT_MOST))

/** The shared agenda, as two registers: what each of the two wants to come to. So neither writes over the other's words. */
export const ClientPointsNote = v.strictObject({ note: v.literal('clientPoints'), points })
export const TherapistPointsNote = v.strictObject({ note: v.literal('therapistPoints'), points })

/** The client's: the one next step that was agreed on, in their own words. */
export const StepNote = v.strictObject({
  note: v.literal('step'),
  /** Empty: none is agreed on. */
  words: v.pipe(v.string(), v.maxLength(STEP_LETTERS)),
  /** The session in which these words were agreed on. */
  session: SessionId,
  /** What the client says of it in a later session; `null`: nothing, which is no fault. */
  went: v.nullable(v.strictObject({ session: SessionId, how: v.picklist(['done', 'partly', 'notForMe']) })),
})
export type StepNote = v.InferOutput<typeof StepNote>

/** The client's: what may be kept of a session when it is over. Nobody has said it: nothing. */
export const ConsentNote = v.strictObject({
  note: v.literal('consent'),
  /** Which wording was before them (`house.ts`). */
  version: ConsentVersion,
  /** Which signal and when, except "I can't talk freely". */
  signals: v.picklist(['keep', 'nothing']),
  /** How often they paused. */
  pauses: v.picklist(['keep', 'nothing']),
})
export type ConsentNote = v.InferOutput<typeof ConsentNote>

/** Signals that may be kept: "I can't talk freely" never is, and of pauses their number alone. */
const Recordable = v.picklist(['slower', 'not_this', 'ask_me', 'off', 'ok'])

/** So much is kept: of the last sessions, and of each the first signals. */
export const SESSIONS_KEPT = 4
export const SIGNALS_KEPT = 24

/** What the client let be kept of past sessions, oldest first; the therapist's browser takes it down as a session ends. */
export const RecordNote = v.strictObject({
  note: v.literal('record'),
  sessions: v.pipe(
    v.array(v.strictObject({
      session: SessionId,
      at: At,
      signals: v.pipe(v.array(v.strictObject({ code: Recordable, at: At })), v.maxLength(SIGNALS_KEPT)),
      pauses: Counter,
    })),
    v.maxLength(SESSIONS_KEPT),
  ),
})
export type RecordNote = v.InferOutput<typeof RecordNote>

/** The therapist's: the session whose "that didn't sit right" they have come back to. */
export const RepairNote = v.strictObject({ note: v.literal('repair'), lookedAt: SessionId })

/** So many questionnaires may be offered at the end of a session, ours among them or not. */
export const OFFERED_AT_MOST = 4

/** The therapist's: which questionnaires the client is offered at the end, in this order. */
export const QuestionsNote = v.strictObject({
  note: v.literal('questions'),
  offered: v.pipe(v.array(QuestionnaireName), v.minLength(1), v.maxLength(OFFERED_AT_MOST)),
})
export type QuestionsNote = v.InferOutput<typeof QuestionsNote>

/** What a note says; `note` is its name, and there is one of each. */
export const NoteValue = v.variant('note', [
  SignalsNote, SuggestionNote, TonesNote, ClientPointsNote, TherapistPointsNote, StepNote,
  ConsentNote, RecordNote, RepairNote, CardNote, QuestionsNote,
])
export type NoteValue = v.InferOutput<typeof NoteValue>
export type NoteName = NoteValue['note']
export type NoteOf<Name extends NoteName> = Extract<NoteValue, { note: Name }>

/** One word on one note. `n` rises with each; `by` is the seat that said it. */
export const Note = v.strictObject({ by: Seat, n: v.pipe(Counter, v.minValue(1)), said: At, value: NoteValue })
export type Note = v.InferOutput<typeof Note>

/** What stands inside the box. */
export const NotesInside = v.strictObject({ notes: v.pipe(v.array(Note), v.maxLength(32)) })
export type NotesInside = v.InferOutput<typeof NotesInside>
