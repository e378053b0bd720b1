/** Seals what this seat says, and opens and reads what comes in, whichever grant of the session it was said under. */
import { type EnvelopeId, type GrantId, newId, type RandomSource, type Seat } from '@fermata/shared/ids'
import { decodeInside, encodeInside, Envelope, type Fact, type Hint } from '@fermata/shared/protocol'
import type { Said } from '@fermata/shared/pair'
import * as v from 'valibot'
import { openEnvelope, sealEnvelope } from '../../crypto/sealed/envelope.ts'
import type { SessionKeys } from '../../crypto/door/grant.ts'

/** A message that is from one of the two, and says something this version knows. */
export type Opened = { class: 'fact'; said: Said; envelope: Envelope } | { class: 'hint'; from: Seat; seq: number; hint: Hint }

export interface SealingParts {
  me: Seat
  other: Seat
  /** Keys of every grant of this session this browser may read, oldest first; the last is written with. */
  keyring: readonly [SessionKeys, ...SessionKeys[]]
  random: RandomSource
}

const parseEnvelope = v.safeParser(Envelope)

/** What the data channel brought; `null` when it is no sealed message. */
export function envelopeOf(text: string): Envelope | null {
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch {
    return null
  }
  const envelope = parseEnvelope(raw)
  return envelope.success ? envelope.output : null
}

export class Sealing {
  /** The keys that are written with. */
  readonly keys: SessionKeys
  /** What was opened: it comes by the other way as well, and once more with the log. */
  readonly #opened = new Set<EnvelopeId>()

  constructor(private readonly parts: SealingParts) {
    this.keys = parts.keyring.at(-1) ?? parts.keyring[0]
  }

  /** Which grant of the session is written under, counted from 0. */
  get turn(): number {
    return this.#turnOf(this.keys.grant)
  }

  fact(seq: number, fact: Fact): Promise<Envelope> {
    return this.#seal('fact', seq, encodeInside('fact', fact))
  }

  hint(seq: number, hint: Hint): Promise<Envelope> {
    return this.#seal('hint', seq, encodeInside('hint', hint))
  }

  /**
   * What does not open is not from either seat, and is `null`; so is what was opened before. One's own words are opened as
   * the other seat would.
   */
  async open(envelope: Envelope): Promise<Opened | null> {
    if (this.#opened.has(envelope.id)) return null
    const { me, other, keyring } = this.parts
    const keys = keyring.find(({ grant }) => grant === envelope.grant)
    if (keys === undefined) return null
    const { from, seq } = envelope
    const text = await openEnvelope(keys, envelope, { me: from === me ? other : me })
    if (text === null || this.#opened.has(envelope.id)) return null
    this.#opened.add(envelope.id)
    if (envelope.class === 'hint') {
      const hint = decodeInside('hint', text)
      return hint && { class: 'hint', from, seq, hint }
    }
    const fact = decodeInside('fact', text)
    return fact && { class: 'fact', said: { from, seq, turn: this.#turnOf(envelope.grant), fact }, envelope }
  }

  async #seal(kind: 'fact' | 'hint', seq: number, text: string): Promise<Envelope> {
    const { me, other, random } = this.parts
    const id = newId<EnvelopeId>(random)
    const envelope = await sealEnvelope(this.keys, { id, from: me, to: other, class: kind, seq, text }, random)
    if (envelope === null) throw new Error('a message outgrew its envelope')
    return envelope
  }

  #turnOf(grant: GrantId): number {
    return this.parts.keyring.findIndex((keys) => keys.grant === grant)
  }
}
