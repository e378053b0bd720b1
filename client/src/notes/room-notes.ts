/**
 * What the two agreed on for their room. A word on a note is said in the session like any fact, so that the other
 * browser has it at once and without the server; and it is taken into the room's sealed box by whichever of the two
 * browsers gets there first, so that the next session begins with it. Outside a session it goes into the box alone.
 */
import { type Clock, type Millis, SECOND } from '@fermata/shared/clock'
import type { RandomSource, RoomId, Seat } from '@fermata/shared/ids'
import { mergedNotes, noNotes, type Notes, noteNumber, notesSaid, sameNotes } from '@fermata/shared/pair'
import { type Note, NoteValue } from '@fermata/shared/protocol'
import * as v from 'valibot'
import { openNotes, sealNotes } from '../crypto/sealed/notes.ts'
import { type Observable, observable } from '../lib/observable.ts'
import { type Retry, retrying } from '../lib/retry.ts'
import { Scope } from '../lib/scope.ts'
import type { Correspondence } from '../session/correspondence.ts'
import type { Shelf } from './shelf.ts'

/**
 * `unread`: the box was not seen yet. `notYet`: there are words that are not in it. `kept`: all are. `unreadable`: it
 * does not open here, and is left as it is.
 */
export type Keeping = 'unread' | 'notYet' | 'kept' | 'unreadable'

/** What everybody else needs of the notes. */
export interface RoomNotes {
  readonly notes: Observable<Notes>
  readonly keeping: Observable<Keeping>
  /** This seat's word on one of its notes. */
  set(value: NoteValue): void
  close(): void
}

export interface RoomNotesParts {
  room: RoomId
  me: Seat
  /** `null`: there is no key, and what was written before stays closed. */
  key: CryptoKey | null
  shelf: Shelf
  /** Whether the server can be asked now. */
  ready: Observable<boolean>
  /** The session that is open; `null` outside of one. */
  said: Pick<Correspondence, 'journal' | 'say'> | null
  clock: Clock
  now: () => Millis
  random: RandomSource
}

const AGAIN_AFTER = 3 * SECOND
/** The other's own browser is given so long to keep what they said; then this one does. */
const OTHERS_AFTER = 5 * SECOND
/**
 * The box is read once more: what a device before this one said under a grant of its own may have been kept by the other
 * browser only after this one first read.
 */
const READ_AGAIN_AFTER = 2 * OTHERS_AFTER

type Box = { rev: number; notes: Notes } | 'unread' | 'unreadable'

export function openRoomNotes(parts: RoomNotesParts): RoomNotes {
  return new OpenRoomNotes(parts)
}

class OpenRoomNotes implements RoomNotes {
  readonly notes: Observable<Notes>
  readonly keeping: Observable<Keeping>
  readonly #notes = observable<Notes>(noNotes)
  readonly #keeping = observable<Keeping>('unread')
  readonly #parts: RoomNotesParts
  readonly #scope = new Scope()
  /** Words said here while no session was open. */
  #unsaid: Notes = noNotes
  #box: Box = 'unread'
  #working = false
  readonly #retry: Retry

  constructor(parts: RoomNotesParts) {
    this.#parts = parts
    this.#retry = retrying(parts.clock, () => void this.#work())
    this.notes = this.#notes
    this.keeping = this.#keeping
    if (parts.said !== null) this.#scope.onClose(parts.said.journal.watch(() => this.#look()))
    this.#scope.onClose(parts.ready.watch(() => this.#look()))
    this.#scope.onClose(() => this.#retry.cancel())
    this.#scope.onClose(parts.clock.after(READ_AGAIN_AFTER, () => void this.#read().then(() => this.#look(), () => undefined)))
    this.#look()
  }

  set(given: NoteValue): void {
    const { me, said, now } = this.#parts
    // In the schema's own spelling, in which the other browser and the box have it too.
    const value = v.parse(NoteValue, given)
    const n = noteNumber(this.#notes.get(), value.note) + 1
    if (said !== null) return void said.say({ k: 'note', n, value })
    this.#unsaid = mergedNotes(this.#unsaid, [{ by: me, n, said: now(), value }])
    this.#look()
  }

  close(): void {
    this.#scope.close()
  }

  /** Shows what is known now, and sees to it that it is kept. */
  #look(): void {
    if (this.#scope.closed) return
    const { said, ready } = this.#parts
    const box = this.#box
    const merged = mergedNotes(
      typeof box === 'string' ? noNotes : box.notes, this.#unsaid, said === null ? noNotes : notesSaid(said.journal.get()),
    )
    if (!sameNotes(merged, this.#notes.get())) this.#notes.set(merged)
    const isKept = typeof box !== 'string' && sameNotes(merged, box.notes)
    this.#keeping.set(typeof box === 'string' ? box : isKept ? 'kept' : 'notYet')
    if (box === 'unreadable' || isKept || !ready.get()) return
    if (box === 'unread' || this.#isMine(merged, box.notes)) void this.#work()
    else this.#retry.plan(OTHERS_AFTER)
  }

  /** Whether a word of this seat is not in the box yet. */
  #isMine(merged: Notes, kept: Notes): boolean {
    const known = new Set(kept.map((note: Note) => JSON.stringify(note)))
    return merged.some((note) => note.by === this.#parts.me && !known.has(JSON.stringify(note)))
  }

  /** Reads the box, or writes the next one. Whatever comes of it, it is looked at again. */
  async #work(): Promise<void> {
    if (this.#working) return
    this.#working = true
    const went = await (this.#box === 'unread' ? this.#read() : this.#write()).catch(() => 'later' as const)
    this.#working = false
    if (this.#scope.closed || went === 'refused') return
    if (went === 'later') this.#retry.plan(AGAIN_AFTER)
    else this.#look()
  }

  async #read(): Promise<'done' | 'later' | 'refused'> {
    const { room, key, shelf } = this.#parts
    const read = await shelf.read()
    if (typeof read === 'string') return read
    const { notes: stored } = read
    if (stored === null) this.#box = { rev: 0, notes: noNotes }
    else {
      const notes = key && (await openNotes(key, { room, rev: stored.rev }, stored.box))
      this.#box = notes === null ? 'unreadable' : { rev: stored.rev, notes }
    }
    return 'done'
  }

  async #write(): Promise<'done' | 'later' | 'refused'> {
    const { room, key, shelf, random } = this.#parts
    const box = this.#box
    if (typeof box === 'string' || key === null) return 'refused'
    const [notes, rev] = [this.#notes.get(), box.rev + 1]
    if (sameNotes(notes, box.notes)) return 'done'
    const sealed = await sealNotes(key, { room, rev }, notes, random)
    if (sealed === null) return 'refused'
    const written = await shelf.write({ rev, box: sealed })
    if (written === 'kept') this.#box = { rev, notes }
    else if (written === 'superseded') this.#box = 'unread'
    else return written
    return 'done'
  }
}
