import type { GrantId, KnockId, SessionId } from '@fermata/shared/ids'
import type { UpType } from '@fermata/shared/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newSetupLink } from '../../../../test/support/practice/setup-link.ts'
import type { Body, Tab } from '../../../../test/support/practice/tab.ts'
import {
  fresh, openPractice, secret, sha256, type TestLink, type TestTherapist,
} from '../../../../test/support/practice/therapist.ts'
import { connectWith, knock, letIn, sealed, type Visitor, visit } from '../../../../test/support/practice/visit.ts'
import { NOTES_BOX } from '../../../../test/support/session/messages.ts'
import { type ServerProcess, startServer } from '../../../../test/support/server.ts'

let server: ServerProcess
let [anna, bert]: TestTherapist[] = []
beforeAll(async () => {
  server = await startServer()
  anna = await openPractice(server.origin, server.setupLink)
  bert = await openPractice(server.origin, await newSetupLink(server))
})
afterAll(() => server.dispose())

/** Whoever may say something about a room. */
const SPEAKERS = [
  'unattached', 'stranger', 'waiting', 'seated', 'desk', 'inRoom', 'elsewhere', 'otherTherapist',
] as const
type SpeakerName = (typeof SPEAKERS)[number]
const PHASES = ['planned', 'arrived', 'inProgress', 'finished', 'cancelled'] as const
type Phase = (typeof PHASES)[number]

interface Scene {
  link: TestLink
  speakers: Record<SpeakerName, Tab | null>
  session: SessionId
  /** The knock that waits, or the last one that did. */
  knock: KnockId
  grant: GrantId
  tabs: Tab[]
}

/** A room in this phase, with everybody who could speak about it connected. */
async function scene(phase: Phase): Promise<Scene> {
  const [owner, stranger] = [anna, bert] as [TestTherapist, TestTherapist]
  const [link, other] = await Promise.all([owner.makeRoom(), owner.makeRoom()])
  const [inRoom, desk, elsewhere, otherTherapist] = await Promise.all([
    owner.desk(), owner.desk(), owner.desk(), stranger.desk(),
  ])
  // One who has entered another room of the same therapist, and one of another practice.
  await elsewhere.ask({ type: 'enter', media: 'none', room: other.room })
  for (const tab of [inRoom, desk, elsewhere, otherTherapist]) tab.room = link.room
  await inRoom.ask({ type: 'enter', media: 'none' })
  const unattached = await connectWith(server.origin, link)
  const outside = await visit(server.origin, link)
  const first = await visit(server.origin, link)

  let session = (await first.tab.standing('outside')).session
  let grant = fresh<GrantId>()
  let seated: Visitor | null = null
  let name = fresh<KnockId>()
  if (phase === 'inProgress' || phase === 'finished') {
    const sits = await letIn(inRoom, first)
    ;({ session, grant } = sits)
    seated = first
    name = sits.knock
  }
  if (phase === 'finished') await inRoom.ask({ type: 'finish', session })
  if (phase === 'cancelled') {
    const gone = await knock(first)
    name = gone.knock
    await inRoom.ask({ type: 'turnAway', ...gone })
  }
  const waits = phase === 'arrived' || phase === 'inProgress' ? await visit(server.origin, link) : null
  if (waits !== null) name = (await knock(waits)).knock
  const speakers = {
    unattached, stranger: outside.tab, waiting: waits?.tab ?? null, seated: seated?.tab ?? null,
    desk, inRoom, elsewhere, otherTherapist,
  }
  return {
    link, session, knock: name, grant, speakers,
    tabs: [first.tab, ...Object.values(speakers).filter((tab) => tab !== null)],
  }
}

/** One message of each kind, as well made as its sender could. */
const bodies = ({ session, knock: name, grant }: Scene, by: SpeakerName): { [Type in UpType]: Body } => {
  const client = by === 'seated' || by === 'waiting' || by === 'stranger' || by === 'unattached'
  return {
    attach: { type: 'attach', proof: null, next: sha256(secret()), media: 'none' },
    enter: { type: 'enter', media: 'none' },
    knock: { type: 'knock', session, knock: fresh<KnockId>(), box: 'AAAA', next: sha256(secret()) },
    withdraw: { type: 'withdraw', session, knock: name },
    notice: { type: 'notice', session, knock: name },
    admit: { type: 'admit', session, knock: name, grant: fresh<GrantId>(), box: 'AAAA', kept: 'AAAA' },
    soon: { type: 'soon', session, knock: name },
    turnAway: { type: 'turnAway', session, knock: name },
    post: { type: 'post', epoch: 1, ...sealed({ session, grant }, client ? 'client' : 'therapist') },
    pull: { type: 'pull', session, after: 0 },
    leave: { type: 'leave', session },
    comeBack: { type: 'comeBack', session },
    finish: { type: 'finish', session },
    reopen: { type: 'reopen', session },
    flowing: { type: 'flowing', session },
    readNotes: { type: 'readNotes' },
    writeNotes: { type: 'writeNotes', rev: 1, box: NOTES_BOX },
  }
}

const TYPES: UpType[] = [
  'attach', 'enter', 'knock', 'withdraw', 'notice', 'soon', 'admit', 'turnAway', 'post', 'pull', 'leave', 'comeBack',
  'finish', 'reopen', 'flowing', 'readNotes', 'writeNotes',
]
type Outcome = Awaited<ReturnType<Tab['outcome']>>
const all = (outcome: Outcome, more: Partial<Record<UpType, Outcome>> = {}): Record<UpType, Outcome> => ({
  ...(Object.fromEntries(TYPES.map((type) => [type, outcome])) as Record<UpType, Outcome>), ...more,
})

/** What a client may not do in any phase. */
const THERAPISTS: Partial<Record<UpType, Outcome>> = {
  enter: 'notForYourSeat', notice: 'notForYourSeat', soon: 'notForYourSeat', admit: 'notForYourSeat', turnAway: 'notForYourSeat',
  finish: 'notForYourSeat',
}
/** The room's notes are for those who sit in the session; the therapist's devices have them at any time. */
const noNotes: Partial<Record<UpType, Outcome>> = { readNotes: 'notForYourSeat', writeNotes: 'notForYourSeat' }
const ownNotes: Partial<Record<UpType, Outcome>> = { readNotes: 'notes', writeNotes: 'committed' }
const isOver = (phase: Phase) => phase === 'finished' || phase === 'cancelled'
const knocking = (phase: Phase): Outcome => (isOver(phase) ? 'otherSession' : 'committed')
const posting = (phase: Phase): Outcome =>
  phase === 'inProgress' ? 'displaced' : phase === 'finished' ? 'sessionOver' : 'outOfPhase'
/** What is asked of a session, by somebody who is not in it. */
const outsiders = (phase: Phase): Partial<Record<UpType, Outcome>> => ({
  reopen: phase === 'inProgress' || phase === 'finished' ? 'displaced' : 'sessionOver',
  flowing: phase === 'inProgress' ? 'displaced' : 'sessionOver',
})
/** And by whoever sits there, or did. */
const insiders = (phase: Phase): Partial<Record<UpType, Outcome>> => ({
  reopen: phase === 'inProgress' || phase === 'finished' ? 'committed' : 'sessionOver',
  flowing: phase === 'inProgress' ? 'committed' : 'sessionOver',
})
const isHere = (phase: Phase) => phase === 'arrived' || phase === 'inProgress'

/** What each may do in each phase: the whole table. `committed` may also mean that there was nothing to do. */
const expected: Record<SpeakerName, (phase: Phase) => Record<UpType, Outcome>> = {
  unattached: () => all('notForYourSeat', { attach: 'committed' }),
  stranger: (phase) =>
    all('committed', {
      ...THERAPISTS, ...outsiders(phase), ...noNotes, knock: knocking(phase), post: posting(phase), pull: 'notForYourSeat',
      comeBack: phase === 'inProgress' ? 'displaced' : 'sessionOver',
    }),
  // It holds a place, so it is taken for itself only with its token.
  waiting: (phase) => ({ ...expected.stranger(phase), attach: 'displaced' }),
  seated: (phase) =>
    all('committed', {
      // It sits there, or can go on: it is taken for itself only with its token.
      ...THERAPISTS, ...insiders(phase), ...(phase === 'inProgress' ? ownNotes : noNotes), attach: 'displaced', knock: knocking(phase), pull: 'log',
      post: phase === 'inProgress' ? 'committed' : 'sessionOver',
      comeBack: phase === 'inProgress' ? 'committed' : 'sessionOver',
    }),
  desk: (phase) =>
    all('notForYourSeat', {
      enter: 'committed', leave: 'committed', notice: isHere(phase) ? 'committed' : 'knockGone',
      soon: isHere(phase) ? 'committed' : 'knockGone',
      admit: isHere(phase) ? 'committed' : 'knockGone', turnAway: isHere(phase) ? 'committed' : 'knockGone',
      ...ownNotes,
      // Signed in, but not the device that sits in the session.
      finish: phase === 'inProgress' ? 'displaced' : phase === 'finished' ? 'committed' : 'outOfPhase', ...outsiders(phase),
    }),
  inRoom: (phase) => ({
    ...expected.desk(phase), pull: 'log', post: phase === 'inProgress' ? 'committed' : posting(phase),
    finish: phase === 'inProgress' || phase === 'finished' ? 'committed' : 'outOfPhase', ...insiders(phase),
  }),
  // Being in one room gives nothing in another.
  elsewhere: (phase) => expected.desk(phase),
  otherTherapist: () => all('noSuchRoom'),
}

describe.each(PHASES)('who may do what while the room is %s', (phase) => {
  test.each(SPEAKERS)('GW20 %s', async (by) => {
    const table = expected[by](phase)
    const asked: Partial<Record<UpType, Outcome>> = {}
    // What is refused is asked in one room, one after the other; what is done, each in a room of its own.
    const refusing = await scene(phase)
    const speaker = refusing.speakers[by]
    if (speaker === null) return closeAll(refusing)
    const quiet = await settled(refusing)
    for (const type of TYPES) {
      if (table[type] === 'committed') continue
      asked[type] = await speaker.outcome(bodies(refusing, by)[type])
    }
    expect(await settled(refusing)).toEqual(quiet)
    closeAll(refusing)

    for (const type of TYPES) {
      if (table[type] !== 'committed') continue
      const one = await scene(phase)
      asked[type] = await one.speakers[by]?.outcome(bodies(one, by)[type]) ?? 'malformed'
      closeAll(one)
    }
    expect(asked).toEqual(table)
  })
})

/** The room as a desk that opens now is shown it, and how much each client’s tab has heard by then. */
async function settled({ tabs, link }: Scene): Promise<unknown> {
  const witness = await (anna as TestTherapist).desk()
  witness.room = link.room
  const view = await witness.view(() => true)
  witness.close()
  const clients = tabs.filter((tab) => tab.isClient)
  // What was sent to a tab before is there before the answer to this.
  await Promise.all(clients.map((tab) => tab.askRaw(null)))
  return { ...view, now: null, heard: clients.map((tab) => tab.heard.length) }
}

const closeAll = ({ tabs }: Scene): void => tabs.forEach((tab) => tab.close())
