/** What became of the check-ins that were sent: counted, and told before anything is judged. */
import type { Envelope } from '@fermata/shared/protocol'
import { newSetupLink } from '../support/practice/setup-link.ts'
import type { ServerProcess } from '../support/server.ts'
import { receiveAll } from '../support/nodes/receiver.ts'
import { sendAll, type Watch } from '../support/nodes/sender.ts'
import type { Tab } from '../support/practice/tab.ts'
import { openPractice } from '../support/practice/therapist.ts'
import { letIn, type Seated, visit } from '../support/practice/visit.ts'

type Practice = Awaited<ReturnType<typeof openPractice>>
type Link = Awaited<ReturnType<Practice['makeRoom']>>

/** A client in session with a therapist of their own. */
export interface Pair {
  therapist: Practice
  link: Link
  seated: Seated
  device: Tab['device']
}

export async function inSession(origin: string, setupLink: string | null, server: ServerProcess, rooms: number): Promise<Pair[]> {
  const pairs: Pair[] = []
  for (let index = 0; index < rooms; index++) {
    const therapist = await openPractice(origin, index === 0 ? setupLink : await newSetupLink(server))
    const link = await therapist.makeRoom()
    const desk = await therapist.desk()
    desk.room = link.room
    await desk.view(() => true)
    const seated = await letIn(desk, await visit(origin, link))
    desk.close()
    pairs.push({ therapist, link, seated, device: desk.device })
  }
  return pairs
}

export interface Counts {
  sent: number
  lost: number
  doubled: number
  misdelivered: number
}

/** Sends from every pair at once, each check-in until it is acknowledged. */
export const sendFrom = (origin: string, pairs: readonly Pair[], each: number, watch?: Watch): Promise<Envelope[][]> =>
  Promise.all(pairs.map(({ link, seated }) => sendAll(origin, link, seated, each, watch)))

/** The therapists of these pairs stay in their rooms; told the id of each fact as it reaches them. Answers what ends it. */
export function receiveFor(pairs: readonly Pair[], onFact: (id: string) => void): () => void {
  const receivers = pairs.map(({ therapist, link: { room }, seated: { session }, device }) =>
    receiveAll(therapist, { room, session, device }, onFact))
  return () => receivers.forEach((receiver) => receiver.stop())
}

/** Reads every room's log as its therapist, and counts. */
export async function tally(pairs: readonly Pair[], sent: readonly Envelope[][]): Promise<Counts> {
  const counts: Counts = { sent: 0, lost: 0, doubled: 0, misdelivered: 0 }
  for (const [index, { therapist, link, seated, device }] of pairs.entries()) {
    const reader = await therapist.desk(device)
    reader.room = link.room
    await reader.view(() => true)
    await reader.ask({ type: 'enter', media: 'flowing' })
    const log = await wholeLog(reader, seated.session)
    reader.close()
    const [own, found] = [sent[index] ?? [], new Set(log.map(({ id }) => id))]
    counts.sent += own.length
    counts.lost += own.filter(({ id }) => !found.has(id)).length
    counts.doubled += log.length - found.size
    // A box says whose it is.
    counts.misdelivered += log.filter(({ box }) => !Buffer.from(box, 'base64url').toString().startsWith(link.room)).length
  }
  return counts
}

/** The table, as `npm run chaos` prints it. */
export function tell(befell: ReadonlyMap<string, number>, { sent, lost, doubled, misdelivered }: Counts): void {
  const rows = [...befell].map(([name, times]) => `| ${name} | ${times} |`)
  const total = [...befell.values()].reduce((sum, times) => sum + times, 0)
  console.info([
    '', '| fault | times |', '|---|---|', ...rows, `| together | ${total} |`, '',
    '| check-ins sent | lost | doubled | misdelivered |', '|---|---|---|---|', `| ${sent} | ${lost} | ${doubled} | ${misdelivered} |`, '',
  ].join('\n'))
}

async function wholeLog(reader: Tab, session: Seated['session']): Promise<Envelope[]> {
  const found: Envelope[] = []
  for (let after = 0; ; ) {
    const ack = await reader.ask({ type: 'pull', session, after })
    if (ack.outcome !== 'log') throw new Error(JSON.stringify(ack))
    found.push(...ack.entries.map(({ envelope }) => envelope))
    after = ack.entries.at(-1)?.at ?? ack.head
    if (after >= ack.head) return found
  }
}
