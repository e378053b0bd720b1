/** Two servers on one Redis are restarted one after the other, as for an update, while two people are in session. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../../support/browser.ts'
import { type Cluster, startCluster } from '../../support/nodes/cluster.ts'
import { Client, type SignalCode } from '../people/client.ts'
import type { Browser } from '../people/expect.ts'
import { linkIs } from '../people/page.ts'
import { Therapist } from '../people/therapist.ts'
import { watchShown } from './watch.ts'

let cluster: Cluster
let browser: Browser
let therapist: Therapist
let client: Client
beforeAll(async () => {
  ;[cluster, browser] = await Promise.all([startCluster(2), launchBrowser()])
  therapist = await Therapist.at(browser, cluster.origin)
  await therapist.setUp(cluster.setupLink ?? '')
  const link = await therapist.makeRoom('Rolling')
  client = await Client.at(browser)
  await client.openLink(link)
  await client.join()
  await therapist.admit('Rolling')
  await Promise.all([client.together(), therapist.together()])
})
afterAll(async () => {
  await browser?.close()
  await cluster?.dispose()
})

test('GW99 a rolling restart shows nothing but a small dot: the picture stays, a check-in in the middle of it is shown once, nobody is away', async () => {
  const [ofClient, ofTherapist] = await Promise.all([watchShown(client.page), watchShown(therapist.page)])
  const presses: readonly SignalCode[] = ['slower', 'ask_me']
  for (const [index, server] of cluster.servers.entries()) {
    const code = presses[index]
    if (code === undefined) throw new Error('more servers than presses')
    const ended = server.stop()
    await client.press(code)
    await therapist.cue(code)
    await client.signalIs('onScreen')
    expect(await ended).toBe(0)
    // The other server has both of them now.
    await Promise.all([linkIs(client.page, 'good'), linkIs(therapist.page, 'good')])
    await server.restart()
  }
  const [shownToClient, shownToTherapist] = [await ofClient(), await ofTherapist()]
  for (const { pictures, notices, links } of [shownToClient, shownToTherapist]) {
    expect(pictures).toEqual(['showing'])
    // The question about what may be kept stands there in every first session.
    expect(notices.filter((notice) => notice !== 'consent')).toEqual([])
    expect(links.filter((link) => link !== 'good' && link !== 'signallingDown')).toEqual([])
  }
  expect([shownToClient.screens, shownToTherapist.screens]).toEqual([['client-room'], ['therapist-room']])
  expect((await therapist.cues()).sort()).toEqual(['ask_me', 'slower'])
  expect(await therapist.facts()).toHaveLength(2)

  // What came by the call first is in the log as well: after a reload it is there, once.
  await therapist.page.reload()
  await Promise.all([client.together(), therapist.together()])
  for (const code of presses) await therapist.cue(code)
  expect((await therapist.cues()).sort()).toEqual(['ask_me', 'slower'])
  client.unharmed()
  therapist.unharmed()
})
