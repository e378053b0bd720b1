/** What the record's pages show, and what can be asked there. */
import type { FileProblem, RecordedRoom } from '@fermata/shared/record'
import type { RefusalCode } from '@fermata/shared/result'

export type FileKind = 'own' | 'table' | 'ownTable' | 'fhir'
/** What clients are called in what is taken along. */
export type Names = 'pseudonyms' | 'labels'

/** Only what the client shared, or also the therapist's own side, the agenda, the step and the signals that were kept. */
export type Holds = 'shared' | 'all'

/** What there is to take along. */
export type RecordContent =
  | { record: 'loading' }
  | { record: 'unreachable' }
  | { record: 'here'; rooms: readonly RecordedRoom[]; unread: number }

/** What a press would erase. `at`: when that session began. */
export type Erasing =
  | { erase: 'reflection' | 'session'; session: string; at: number }
  | { erase: 'room' }
  | { erase: 'everything' }

export type ErasingState =
  | { state: 'ready' }
  | { state: 'working' }
  | { state: 'wrongCode' }
  | { state: 'refused'; code: RefusalCode }

/** Reading a file back: nothing chosen, which of the file's clients it is, taken in, or why not. */
export type TakeInState =
  | { state: 'nothing' }
  | { state: 'working' }
  | { state: 'chosen'; rooms: readonly { id: string; name: string; count: number; sides: number; totals: number; agreed: 'nothing' | 'something' }[] }
  | { state: 'refused'; problem: FileProblem }
  | { state: 'taken'; taken: number; known: number }
  | { state: 'notSaved' }

export interface RecordProps {
  /** What the therapist calls this client; `null`: all rooms. */
  client: string | null
  content: RecordContent
  /** How far the last file got. */
  made: 'nothing' | 'working' | 'made' | 'notMade'
  onMake(kind: FileKind, names: Names, holds: Holds): void
  onPrint(names: Names, holds: Holds): void
  /** Sessions that the vault knows, newest first; reflections may be among them or not. */
  sessions: readonly { id: string; at: number; shared: 'something' | 'nothing' }[]
  takeIn: { state: TakeInState; onFile(file: Blob): void; onTake(id: string): void }
  erasing: ErasingState
  /** `code`: the recovery code, where everything is to go. */
  onErase(what: Erasing, code: string): void
  /** The question is closed; nothing was asked. */
  onKeep(): void
  onBack(): void
}
