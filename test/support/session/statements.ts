import { CHECK_IN_CODES } from '@fermata/shared/check-in'
import { CLIENT, type FactId, type Seat, THERAPIST } from '@fermata/shared/ids'
import { emptyJournal, type Journal, type Said, withSaid } from '@fermata/shared/pair'
import type { Fact } from '@fermata/shared/protocol'
import fc from 'fast-check'

type Content = Fact extends infer One ? (One extends Fact ? Omit<One, 'fact' | 'said'> : never) : never

/** When everything in these tests was said. */
export const SAID_AT = 1_800_000_000_000

let count = 0
/** A fact as it was opened: who said it, the how-manieth it was, and under which grant. */
export const said = (from: Seat, seq: number, content: Content, turn = 0, fact = `fact ${++count}`): Said => ({
  from, seq, turn, fact: { ...content, fact: fact as FactId, said: SAID_AT } as Fact,
})

export const statement = (k: 'left' | 'leftQuietly' | 'back', turn: number, seq: number): Said => said(CLIENT, seq, { k }, turn)

export const journalOf = (...all: readonly Said[]): Journal =>
  all.reduce((journal, one) => withSaid(journal, [one]), emptyJournal)

const content: fc.Arbitrary<Content> = fc.oneof(
  fc.constantFrom(...CHECK_IN_CODES).map((code) => ({ k: 'checkIn' as const, code })),
  fc
    .record({ of: fc.nat(24), state: fc.constantFrom('behind', 'shown', 'seen', 'cleared') })
    .map(({ of, state }) => ({ k: 'receipt', of: `any ${of}`, state }) as Content),
  fc.constantFrom<Content>({ k: 'left' }, { k: 'back' }, { k: 'ended' }, { k: 'reopened' }),
  fc.record({ turn: fc.nat(2), seq: fc.nat(5) }).map((end) => ({ k: 'heardEnd' as const, ...end })),
  fc.constantFrom('a', 'b', 'c').map((sha256) => ({ k: 'certificate' as const, sha256 })),
  fc.constantFrom('a', 'b', null).map((knock) => ({ k: 'askNewcomer', knock }) as Content),
  fc.constantFrom('finish', 'pause', 'signals').map((offer) => ({ k: 'offer', offer }) as Content),
  fc.nat(24).map((of) => ({ k: 'newcomer', of: `any ${of}`, word: 'mine' }) as Content),
  fc.constantFrom('a', 'b').map((nonce) => ({ k: 'nonce' as const, nonce })),
  fc.constantFrom('on', 'off', 'none').map((camera) => ({ k: 'switches', microphone: 'on', camera }) as Content),
  fc.constantFrom('screen', 'nothing').map((what) => ({ k: 'sharing', what }) as Content),
  fc.constantFrom('sent', 'held').map((sent) => ({ k: 'pictures', sent, asked: 'usual' }) as Content),
)

/** Any fact by either seat; numbers and grants repeat, as a peer that counts wrongly would. */
export const anyFact: fc.Arbitrary<Said> = fc
  .record({ from: fc.constantFrom(CLIENT, THERAPIST), seq: fc.nat(5), turn: fc.nat(2), content, name: fc.nat(24) })
  .map(({ from, seq, turn, content: what, name }) => said(from, seq, what, turn, `any ${name}`))
