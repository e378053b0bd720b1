/** What the therapist's vault holds, opened: who they are, their rooms, and the head that shows a rollback. */
import { newId, type RandomSource, type RecordId, type RoomId } from '@fermata/shared/ids'
import { VaultRecords } from '@fermata/shared/protocol'
import { ok, refuse, type Refusal, type Result } from '@fermata/shared/result'
import type * as v from 'valibot'
import { advanceHead, checkHead, type Head, headOf, openRecord, type Vault } from '../../crypto/vault/vault.ts'
import { type Api, Done } from '../../lib/api.ts'
import type { KeyKeep } from '../../lib/keep.ts'
import { type Observable, observable } from '../../lib/observable.ts'
import { type Content, type Identity, type Kept, type OwnSidesRecord, type PastRecord, type PreferencesRecord, readContent, type RoomRecord, sealContent, type SessionsRecord } from './vault-content.ts'
import { laidOut, wholeRoom } from './vault/older-sessions.ts'

export { firstRecords, Identity, type Kept, type OwnSidesRecord, type PastRecord, type PreferencesRecord, RoomRecord, SessionRecord } from './vault-content.ts'

export interface Opened {
  identity: Identity
  rooms: readonly Kept<RoomRecord>[]
  /** What was taken in from files. */
  pasts: readonly Kept<PastRecord>[]
  /** What the therapist noted from their own side. */
  ownSides: readonly Kept<OwnSidesRecord>[]
  /** What they have set for themselves; `null`: nothing so far. */
  preferences: Kept<PreferencesRecord> | null
}

/** A record beside that of its room. */
export type PartRecord = PastRecord | OwnSidesRecord | PreferencesRecord

/** What is to become of a part: a new one (`before`: none), another content, or – erased – nothing. */
export type PartChange<Part extends PartRecord> =
  | { content: Part; before: Kept<Part> | null }
  | { content: 'gone'; before: Kept<Part> }

/** `rolledBack`: the server shows an older vault than this browser has seen, and it is refused. */
export type LoadProblem = Refusal | { code: 'rolledBack' }

/** What the server holds of a vault, as it answers. */
export type VaultAnswer = Result<v.InferOutput<typeof VaultRecords>>

/** Under this name a browser remembers the newest state of a vault it has seen. */
export const seenName = (therapist: string): string => `head.${therapist}`

export class Records {
  readonly opened: Observable<Opened | null>
  readonly #opened = observable<Opened | null>(null)
  #head: Kept<Head> | null = null
  /** Older sessions of rooms; `opened` shows them with their rooms. */
  #older: readonly Kept<SessionsRecord>[] = []
  /** Writes go one after the other, so that none is refused for a revision that another one took. */
  #last: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly vault: Vault,
    private readonly api: Api,
    private readonly keys: KeyKeep,
    private readonly random: RandomSource,
  ) {
    this.opened = this.#opened
  }

  /** A room's record as it stands now; `null` where this vault has none. */
  room(room: RoomId): RoomRecord | null {
    return this.#opened.get()?.rooms.find(({ content }) => content.room === room)?.content ?? null
  }

  /** Opens what the server holds of the vault. */
  async load(asked: VaultAnswer): Promise<Result<Opened, LoadProblem>> {
    if (!asked.ok) return asked
    const rooms: Kept<RoomRecord>[] = []
    const older: Kept<SessionsRecord>[] = []
    const pasts: Kept<PastRecord>[] = []
    const ownSides: Kept<OwnSidesRecord>[] = []
    let identity: Identity | null = null
    let preferences: Kept<PreferencesRecord> | null = null
    const shown: { record: RecordId; rev: number }[] = []
    for (const record of asked.value.records) {
      const content = readContent(await openRecord(this.vault, record))
      if (content === null) continue
      shown.push(record)
      if (content.kind === 'head') this.#head = { ...record, content: content.revs }
      else if (content.kind === 'room') rooms.push({ ...record, content })
      else if (content.kind === 'sessions') older.push({ ...record, content })
      else if (content.kind === 'past') pasts.push({ ...record, content })
      else if (content.kind === 'ownSides') ownSides.push({ ...record, content })
      else if (content.kind === 'preferences') preferences = { ...record, content }
      else if (content.kind === 'identity') identity = content
    }
    const seen = ((await this.keys.get(this.#seenName)) ?? {}) as Head
    const missing = [...checkHead(seen, headOf(shown)), ...checkHead(this.#head?.content ?? {}, headOf(shown))]
    if (missing.length > 0 || identity === null) return refuse({ code: 'rolledBack' })
    await this.keys.set(this.#seenName, headOf(shown))
    this.#older = older
    const opened = { identity, rooms: rooms.map((one) => ({ ...one, content: wholeRoom(one.content, older) })), pasts, ownSides, preferences }
    this.#opened.set(opened)
    return ok(opened)
  }

  /** Writes a room's record, new or changed. */
  saveRoom(content: RoomRecord): Promise<Result<null>> {
    return this.#inTurn(() => this.#write(content))
  }

  /** Changes the record of a room as it stands when its turn comes. The same record back: nothing is written. */
  changeRoom(room: RoomId, change: (before: RoomRecord) => RoomRecord): Promise<Result<null>> {
    return this.#chosenInTurn(async () => {
      const before = this.#opened.get()?.rooms.find(({ content }) => content.room === room)?.content
      if (before === undefined) return refuse({ code: 'noSuchRoom' })
      const after = change(before)
      return after === before ? ok(null) : this.#write(after)
    })
  }

  /** Keeps part of a room's past; in place of the part `before`, if given. */
  keepPast(content: PastRecord, before: Kept<PastRecord> | null = null): Promise<Result<null>> {
    return this.changePart(() => ({ content, before }))
  }

  /** Changes one part of a room: `choose` sees the vault as it stands when its turn comes; `null`: all is as it should be. */
  changePart<Part extends PartRecord>(choose: (opened: Opened) => PartChange<Part> | null): Promise<Result<null>> {
    return this.#chosenInTurn(async () => {
      const opened = this.#opened.get()
      if (opened === null) return refuse({ code: 'signedOut' })
      const change = choose(opened)
      if (change === null) return ok(null)
      if (change.content === 'gone') return change.before === null ? ok(null) : this.#erase(change.before)
      const { content, before } = change
      const kept = { record: before?.record ?? newId<RecordId>(this.random), rev: (before?.rev ?? 0) + 1, content }
      const put = await this.#put(kept)
      if (put.ok) this.#opened.set(withPart(without(opened, kept.record), kept))
      return put
    })
  }

  /** Erases a record: what is left says that something was here, and nothing of what. */
  remove(kept: Kept<RoomRecord | PartRecord>): Promise<Result<null>> {
    return this.#inTurn(() => this.#erase(kept))
  }

  /** A room goes with its older sessions, in one step. */
  async #erase(kept: Kept<RoomRecord | PartRecord>): Promise<Result<null>> {
    const { content } = kept
    const older = content.kind === 'room' ? this.#older.filter((one) => one.content.room === content.room) : []
    const put = await this.#put(...[kept, ...older].map(({ record, rev }) => ({ record, rev: rev + 1, content: { kind: 'gone' as const } })))
    const opened = this.#opened.get()
    if (!put.ok || opened === null) return put
    this.#older = this.#older.filter((one) => !older.includes(one))
    this.#opened.set(without(opened, kept.record))
    return put
  }

  /**
   * `act` looks at what is there. Where the vault has moved on meanwhile – another device wrote, or the answer to a
   * write was lost – it is read again, and `act` looks once more.
   */
  #chosenInTurn(act: () => Promise<Result<null>>): Promise<Result<null>> {
    return this.#inTurn(async () => {
      const done = await act()
      if (done.ok || done.refusal.code !== 'outOfPhase') return done
      const read = await this.load(await this.api.get('/vault', VaultRecords))
      return read.ok ? act() : done
    })
  }

  #inTurn<Value>(act: () => Promise<Value>): Promise<Value> {
    const turn = this.#last.then(act)
    this.#last = turn.catch(() => undefined)
    return turn
  }

  async #write(content: RoomRecord): Promise<Result<null>> {
    const opened = this.#opened.get()
    if (opened === null) return refuse({ code: 'signedOut' })
    const before = opened.rooms.find((room) => room.content.room === content.room)
    const record = before?.record ?? newId<RecordId>(this.random)
    const rev = (before?.rev ?? 0) + 1
    const { room, parts } = laidOut(content, this.#older)
    const changed = parts.map(({ before: part, content: next }) => ({ record: part?.record ?? newId<RecordId>(this.random), rev: (part?.rev ?? 0) + 1, content: next }))
    const put = await this.#put({ record, rev, content: room }, ...changed)
    if (!put.ok) return put
    const replaced = new Set(changed.map((part) => part.record))
    const left = changed.flatMap(({ content: next, ...of }) => (next.kind === 'sessions' ? [{ ...of, content: next }] : []))
    this.#older = [...this.#older.filter((part) => !replaced.has(part.record)), ...left]
    const rooms = [...opened.rooms.filter((room) => room.record !== record), { record, rev, content }]
    this.#opened.set({ ...opened, rooms })
    return ok(null)
  }

  /** These records, together with the head, in one step. */
  async #put(...changed: readonly Kept<Content>[]): Promise<Result<null>> {
    const head = this.#nextHead(changed)
    const sealed = await Promise.all([...changed, { ...head, content: { kind: 'head' as const, revs: head.content } }]
      .map(({ record, rev, content }) => sealContent(this.vault, record, rev, content, this.random)))
    const put = await this.api.send('PUT', '/vault', { records: sealed }, Done)
    if (!put.ok) return put
    this.#head = head
    await this.keys.set(this.#seenName, advanceHead(head.content, head))
    return ok(null)
  }

  #nextHead(changed: readonly { record: RecordId; rev: number }[]): Kept<Head> {
    const before = this.#head
    return {
      record: before?.record ?? newId<RecordId>(this.random),
      rev: (before?.rev ?? 0) + 1,
      content: changed.reduce(advanceHead, before?.content ?? {}),
    }
  }

  get #seenName(): string {
    return seenName(this.vault.therapist)
  }
}

function without(opened: Opened, record: RecordId): Opened {
  const others = <Of>(all: readonly Kept<Of>[]) => all.filter((one) => one.record !== record)
  return { ...opened, rooms: others(opened.rooms), pasts: others(opened.pasts), ownSides: others(opened.ownSides) }
}

/** A part of one kind, told by its content. */
function withPart(opened: Opened, { content, ...of }: Kept<PartRecord>): Opened {
  switch (content.kind) {
    case 'past':
      return { ...opened, pasts: [...opened.pasts, { ...of, content }] }
    case 'ownSides':
      return { ...opened, ownSides: [...opened.ownSides, { ...of, content }] }
    case 'preferences':
      return { ...opened, preferences: { ...of, content } }
  }
}
