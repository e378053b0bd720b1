import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { outcomeOf, type Tab } from '../../../../test/support/practice/tab.ts'
import { openPractice, type TestLink, type TestTherapist } from '../../../../test/support/practice/therapist.ts'
import { letIn, sealed, type Seated, visit } from '../../../../test/support/practice/visit.ts'
import { type ServerProcess, startServer } from '../../../../test/support/server.ts'
import { hostile, upsOf } from '../../../../test/support/session/messages.ts'

let server: ServerProcess
let therapist: TestTherapist
let link: TestLink
let desk: Tab
let seated: Seated
beforeAll(async () => {
  server = await startServer()
  therapist = await openPractice(server.origin, server.setupLink)
})
afterAll(() => server.dispose())
beforeEach(async () => {
  link = await therapist.makeRoom()
  desk = await therapist.desk()
  seated = await letIn(desk, await visit(server.origin, link))
  const { pid } = server
  return () => {
    // Whatever a test sent: the same process, and this room goes on.
    expect([server.alive, server.pid]).toEqual([true, pid])
    desk.close()
    seated.tab.close()
  }
})

/** The session still works for those in it. */
async function goesOn(): Promise<void> {
  const { envelope, command } = sealed(seated, 'therapist')
  expect(outcomeOf(await desk.ask({ type: 'post', epoch: 1, envelope, command }))).toBe('committed')
}

/** The packet of an event `up`, as Socket.IO writes it. */
const packet = (json: string, ack = '') => `42${ack}["up",${json}]`
const raw = (tab: Tab, text: string): void => {
  tab.socket.io.engine.write(text.slice(1))
}

describe('what a hostile page sends', () => {
  test('GW10 nothing hostile is taken for a message: each is refused as malformed, and nothing changes', async () => {
    const before = { desk: desk.heard.length, client: seated.tab.heard.length }
    for (const tab of [desk, seated.tab]) {
      for (const one of hostile) expect(outcomeOf(await tab.askRaw(one))).toBe('malformed')
    }
    expect({ desk: desk.heard.length, client: seated.tab.heard.length }).toEqual(before)
    await goesOn()
  })

  test('GW11 a message without a callback, or with something else in its place, is handled like any other', async () => {
    const [attach] = upsOf(link.room)
    const after = seated.tab.heard.length
    const odd = [undefined, null, 1, 'ack', {}, [], { apply: 1 }, true]
    for (const callback of odd) seated.tab.socket.emit('up', attach, callback)
    seated.tab.socket.emit('up')
    seated.tab.socket.emit('up', 1, 2, 3, 4)
    seated.tab.socket.emit('__proto__', 1)
    seated.tab.socket.emit('constructor', {})
    seated.tab.socket.emit('other', {}, () => undefined)
    await goesOn()
    expect(seated.tab.heard.slice(after).filter((m) => m.type === 'view')).toEqual([])
  })

  test.each([
    ['an array 30,000 deep', packet(`${'['.repeat(30_000)}${']'.repeat(30_000)}`)],
    ['an object 8,000 deep', packet(`${'{"a":'.repeat(8_000)}1${'}'.repeat(8_000)}`)],
    ['keys twice', packet('{"type":"enter","type":"finish"}')],
    ['__proto__ at the top', packet('{"__proto__":{"type":"enter"}}')],
    ['an acknowledgement nobody asked for', '43999[]'],
    ['a placeholder for a buffer that is not there', packet('{"_placeholder":true,"num":0}')],
  ])('GW12 %s changes nothing', async (_what, text) => {
    raw(seated.tab, text)
    await goesOn()
  })

  test.each([
    ['a binary event with a promise of eleven attachments', '4511-["up",{"_placeholder":true,"num":0}]'],
    ['an attachment count that is none', '45x-["up"]'],
    ['an attachment count of a billion', '451000000000-["up"]'],
    ['an event named by an object', '42[{"toString":1},1]'],
    ['an event named by an array', '42[["up"],1]'],
    ['a reserved event', '42["disconnect",1]'],
    ['a packet of no type', '4z'],
    ['broken JSON', '42["up",{'],
    ['an empty event', '42[]'],
    ['an event that is no array', '42{"a":1}'],
  ])('GW13 %s ends at most the connection that sent it', async (_what, text) => {
    const bystander = await visit(server.origin, await therapist.makeRoom())
    raw(seated.tab, text)
    await goesOn()
    expect(bystander.tab.socket.connected).toBe(true)
    bystander.tab.close()
  })

  test('GW14 attachments that were never announced, or never end, do not reach a handler', async () => {
    seated.tab.socket.io.engine.write(new Uint8Array([1, 2, 3]).buffer)
    const other = await visit(server.origin, link)
    raw(other.tab, '451-["up",{"_placeholder":true,"num":0}]')
    other.tab.socket.io.engine.write(new Uint8Array([1, 2, 3]).buffer)
    await goesOn()
    other.tab.close()
  })

  test('GW15 a frame of more than 64 KiB cuts its sender, and nobody else', async () => {
    const big = await visit(server.origin, link)
    raw(big.tab, packet(`"${'x'.repeat(65_536)}"`))
    expect(await big.tab.closed).toMatch(/transport/)
    await goesOn()
  })

  test('GW16 a flood is cut before it reaches a handler, and costs the others nothing', async () => {
    const flood = await visit(server.origin, link)
    for (let n = 0; n < 400; n++) flood.tab.socket.emit('up', { n })
    expect(await flood.tab.closed).toMatch(/transport/)
    expect(server.output()).toContain('"flooded"')
    await goesOn()
  })

  test('GW17 forty messages a second are borne', async () => {
    const answers = await Promise.all(Array.from({ length: 60 }, () => seated.tab.askRaw({})))
    expect(answers.map(outcomeOf)).toEqual(Array(60).fill('malformed'))
    expect(seated.tab.socket.connected).toBe(true)
  })
})
