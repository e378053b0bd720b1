import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPractice, type TestLink, type TestTherapist } from '../../../../test/support/practice/therapist.ts'
import { connectWith, knock, letIn, reload, sealed, visit } from '../../../../test/support/practice/visit.ts'
import { type ServerProcess, startServer } from '../../../../test/support/server.ts'

let server: ServerProcess
let therapist: TestTherapist
let link: TestLink
beforeAll(async () => {
  server = await startServer()
  therapist = await openPractice(server.origin, server.setupLink)
  link = await therapist.makeRoom()
})
afterAll(() => server.dispose())

/** Of a frame, what the server decided to tell: without the time and the version of a view. */
const gist = (frame: string) => frame.replace(/"now":\d+/, '"now":0').replace(/"version":\d+/, '"version":0').replace(/"generation":"[\w-]{22}"/, '"generation":"-"')

test('GW50 who waits, stands outside or never attached hears of a session beside them: nothing, not one byte', async () => {
  const desk = await therapist.desk()
  desk.room = link.room
  const outside = await visit(server.origin, link)
  const silent = await connectWith(server.origin, link)
  const waiting = await visit(server.origin, link)
  await outside.tab.standing('outside')
  const { session, knock: name } = await knock(waiting)
  const heard = () => [outside.tab, silent, waiting.tab].map((tab) => tab.frames.length)
  await Promise.all([outside.tab, silent, waiting.tab].map((tab) => tab.askRaw(null)))
  const before = heard()

  // Somebody else is let in; they talk; the therapist goes, comes back, moves; the client leaves and comes back.
  const client = await letIn(desk, await visit(server.origin, link))
  await client.tab.ask({ type: 'post', epoch: 1, ...sealed(client, 'client') })
  await desk.ask({ type: 'post', epoch: 1, ...sealed(client, 'therapist') })
  await client.tab.ask({ type: 'leave', session })
  await client.tab.ask({ type: 'comeBack', session })
  await desk.ask({ type: 'leave', session })
  const phone = await therapist.desk()
  phone.room = link.room
  await phone.ask({ type: 'enter', media: 'none' })
  await phone.view((view) => view.for === 'therapist' && view.holder?.device === phone.device)

  // The answers to these come after everything that was sent before them.
  await Promise.all([outside.tab, silent, waiting.tab].map((tab) => tab.askRaw(null)))
  expect(heard().map((count, index) => count - (before[index] ?? 0))).toEqual([1, 1, 1])

  // Everything that the waiting tab ever got: its handshake, acknowledgements, and two views of its own.
  const views = waiting.tab.frames.filter((frame) => frame.includes('"view"')).map(gist)
  const view = (you: object) => {
    const shown = { for: 'client', room: link.room, generation: '-', version: 0, now: 0, you }
    return `2["down",${JSON.stringify({ type: 'view', view: shown })}]`
  }
  expect(views).toEqual([
    view({ standing: 'outside', session }), view({ standing: 'waiting', session, knock: name, answer: 'none' }),
  ])
  const all = [waiting.tab, outside.tab, silent].flatMap((tab) => tab.frames).join('\n')
  const never = [client.grant, client.knock, 'BBBB', 'CCCC', 'DDDD', desk.device, client.device, therapist.id]
  for (const secret of never) expect(all).not.toContain(secret)
  expect(all).not.toMatch(/grant|envelope|therapist|head|epoch|admittedAt|holder/)

  await phone.ask({ type: 'notice', session, knock: name })
  expect(await waiting.tab.standing('waiting', 2)).toMatchObject({ answer: 'noticed' })
  for (const tab of [desk, phone, outside.tab, silent, waiting.tab, client.tab]) tab.close()
})

test('GW51 at Admit the tab that was let in is given its own grant, and nothing of the others at the door', async () => {
  const other = await therapist.makeRoom()
  const desk = await therapist.desk()
  desk.room = other.room
  const beside = await visit(server.origin, other)
  const waits = await knock(beside)
  const client = await letIn(desk, await visit(server.origin, other))
  const all = client.tab.frames.join('\n')
  expect(all).toContain(client.grant)
  for (const secret of [waits.knock, 'CCCC', beside.device, desk.device, therapist.id]) expect(all).not.toContain(secret)
  for (const tab of [desk, beside.tab, client.tab]) tab.close()
})

test('KN230 In a moment reaches the waiting tab, on whatever connection, and the desk sees that it was said', async () => {
  const other = await therapist.makeRoom()
  const desk = await therapist.desk()
  desk.room = other.room
  const waiting = await visit(server.origin, other)
  const named = await knock(waiting)
  for (let n = 0; n < 2; n++) expect(await desk.outcome({ type: 'soon', ...named })).toBe('committed')
  await waiting.tab.view((view) => view.for === 'client' && view.you.standing === 'waiting' && view.you.answer === 'soon')
  const again = await reload(server.origin, other, waiting)
  expect(await again.tab.standing('waiting')).toMatchObject({ answer: 'soon' })
  const phone = await therapist.desk()
  phone.room = other.room
  await phone.view((view) => view.for === 'therapist' && view.session.phase === 'arrived' && view.session.knocks[0]?.soonAt !== null)
  for (const tab of [desk, phone, again.tab]) tab.close()
})
