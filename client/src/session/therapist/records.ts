/** What the therapist's vault holds, opened: who they are, their rooms, and the head that shows a rollback. */
import { GrantId, type RandomSource, type RecordId, RoomId, SessionId, newId } from '@fermata/shared/ids'
import { Bytes32, Counter, type VaultRecords } from '@fermata/shared/protocol'
import { ok, refuse, type Refusal, type Result } from '@fermata/shared/result'
import * as v from 'valibot'
import { advanceHead, checkHead, Head, headOf, openRecord, sealRecord, type Vault } from '../../crypto/vault.ts'
import { type Api, Done } from '../../lib/api.ts'
import type { KeyKeep } from '../../lib/keep.ts'
import { type Observable, observable } from '../../lib/observable.ts'

/** Who the therapist is to their clients, and the key pair that knocks are sealed to. */
export const Identity = v.strictObject({
  kind: v.literal('identity'),
  name: v.string(),
  publicKey: v.string(),
  privateKey: v.string(),
})
export type Identity = v.InferOutput<typeof Identity>

/** What opens the reflections on one session, and what was opened of them already. */
export const SessionRecord = v.strictObject({
  session: SessionId,
  /** When the session began. */
  metAt: v.number(),
  /** One for each Admit (base64url, 32 bytes). */
  psks: v.array(v.strictObject({ grant: GrantId, psk: Bytes32 })),
  /** The newest reflection that was read: an older one, or another of the same revision, is refused. */
  read: v.nullable(v.strictObject({ rev: Counter, hash: Bytes32 })),
})
export type SessionRecord = v.InferOutput<typeof SessionRecord>

/** A room as only its therapist can read it. */
export const RoomRecord = v.strictObject({
  kind: v.literal('room'),
  room: RoomId,
  label: v.string(),
  /** Usual length of a session, in minutes. */
  minutes: v.number(),
  doorName: v.string(),
  doorText: v.string(),
  /** The fragment of the client's link: whoever has it may knock. */
  fragment: v.string(),
  /** Seals what the client keeps (base64url, 32 bytes). */
  keepKey: v.string(),
  lastMet: v.nullable(v.number()),
  /** Newest last; a room that was never met in has none. */
  sessions: v.optional(v.array(SessionRecord)),
})
export type RoomRecord = v.InferOutput<typeof RoomRecord>

const HeadRecord = v.strictObject({ kind: v.literal('head'), revs: Head })
/** Part of a room's past that was taken in from a file: a file of ours itself (`record/past.ts`). A room may have several. */
const PastRecord = v.strictObject({ kind: v.literal('past'), room: RoomId, file: v.string() })
export type PastRecord = v.InferOutput<typeof PastRecord>

/** Written over what was erased: a record that were missing would look like an older vault. */
const GoneRecord = v.strictObject({ kind: v.literal('gone') })
const Content = v.variant('kind', [Identity, RoomRecord, PastRecord, HeadRecord, GoneRecord])
type Content = v.InferOutput<typeof Content>

export interface Kept<Of> {
  record: RecordId
  rev: number
  content: Of
}

export interface Opened {
  identity: Identity
  rooms: readonly Kept<RoomRecord>[]
  /** What was taken in from files. */
  pasts: readonly Kept<PastRecord>[]
}

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
    const pasts: Kept<PastRecord>[] = []
    let identity: Identity | null = null
    const shown: { record: RecordId; rev: number }[] = []
    for (const record of asked.value.records) {
      const content = read(await openRecord(this.vault, record))
      if (content === null) continue
      shown.push(record)
      if (content.kind === 'head') this.#head = { ...record, content: content.revs }
      else if (content.kind === 'room') rooms.push({ ...record, content })
      else if (content.kind === 'past') pasts.push({ ...record, content })
      else if (content.kind === 'identity') identity = content
    }
    const seen = ((await this.keys.get(this.#seenName)) ?? {}) as Head
    const missing = [...checkHead(seen, headOf(shown)), ...checkHead(this.#head?.content ?? {}, headOf(shown))]
    if (missing.length > 0 || identity === null) return refuse({ code: 'rolledBack' })
    await this.keys.set(this.#seenName, headOf(shown))
    const opened = { identity, rooms, pasts }
    this.#opened.set(opened)
    return ok(opened)
  }

  /** Writes a room's record, new or changed. */
  saveRoom(content: RoomRecord): Promise<Result<null>> {
    return this.#inTurn(() => this.#write(content))
  }

  /** Changes the record of a room as it stands when its turn comes. The same record back: nothing is written. */
  changeRoom(room: RoomId, change: (before: RoomRecord) => RoomRecord): Promise<Result<null>> {
    return this.#inTurn(async () => {
      const before = this.#opened.get()?.rooms.find(({ content }) => content.room === room)?.content
      if (before === undefined) return refuse({ code: 'noSuchRoom' })
      const after = change(before)
      return after === before ? ok(null) : this.#write(after)
    })
  }

  /** Keeps part of a room's past; in place of the part `before`, if given. */
  keepPast(content: PastRecord, before: Kept<PastRecord> | null = null): Promise<Result<null>> {
    return this.#inTurn(async () => {
      const kept = { record: before?.record ?? newId<RecordId>(this.random), rev: (before?.rev ?? 0) + 1, content }
      const put = await this.#put(kept.record, kept.rev, content)
      const opened = this.#opened.get()
      if (put.ok && opened !== null) this.#opened.set({ ...opened, pasts: [...opened.pasts.filter(({ record }) => record !== kept.record), kept] })
      return put
    })
  }

  /** Erases a record: what is left says that something was here, and nothing of what. */
  remove({ record, rev }: Kept<RoomRecord | PastRecord>): Promise<Result<null>> {
    return this.#inTurn(async () => {
      const put = await this.#put(record, rev + 1, { kind: 'gone' })
      const opened = this.#opened.get()
      const others = <Of>(all: readonly Kept<Of>[]) => all.filter((one) => one.record !== record)
      if (put.ok && opened !== null) this.#opened.set({ ...opened, rooms: others(opened.rooms), pasts: others(opened.pasts) })
      return put
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
    const put = await this.#put(record, rev, content)
    if (!put.ok) return put
    const rooms = [...opened.rooms.filter((room) => room.record !== record), { record, rev, content }]
    this.#opened.set({ ...opened, rooms })
    return ok(null)
  }

  /** One record, together with the head. */
  async #put(record: RecordId, rev: number, content: Content): Promise<Result<null>> {
    const head = this.#nextHead({ record, rev })
    const sealed = await Promise.all([
      this.#seal(record, rev, content),
      this.#seal(head.record, head.rev, { kind: 'head', revs: head.content }),
    ])
    const put = await this.api.send('PUT', '/vault', { records: sealed }, Done)
    if (!put.ok) return put
    this.#head = head
    await this.keys.set(this.#seenName, advanceHead(head.content, head))
    return ok(null)
  }

  #nextHead(changed: { record: RecordId; rev: number }): Kept<Head> {
    const before = this.#head
    return {
      record: before?.record ?? newId<RecordId>(this.random),
      rev: (before?.rev ?? 0) + 1,
      content: advanceHead(before?.content ?? {}, changed),
    }
  }

  get #seenName(): string {
    return seenName(this.vault.therapist)
  }

  async #seal(record: RecordId, rev: number, content: Content) {
    return sealContent(this.vault, record, rev, content, this.random)
  }
}

/** The first records of a new vault: who the therapist is, and the head. */
export async function firstRecords(vault: Vault, identity: Identity, random: RandomSource) {
  const record = newId<RecordId>(random)
  return Promise.all([
    sealContent(vault, record, 1, identity, random),
    sealContent(vault, newId<RecordId>(random), 1, { kind: 'head', revs: headOf([{ record, rev: 1 }]) }, random),
  ])
}

async function sealContent(vault: Vault, record: RecordId, rev: number, content: Content, random: RandomSource) {
  const sealed = await sealRecord(vault, { record, rev, text: JSON.stringify(content) }, random)
  if (sealed === null) throw new Error('a vault record outgrew its box')
  return sealed
}

function read(text: string | null): Content | null {
  if (text === null) return null
  const parsed = v.safeParse(Content, JSON.parse(text))
  return parsed.success ? parsed.output : null
}
