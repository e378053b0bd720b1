/** Somebody else with the client's link: waits, sees nothing, learns nothing, cannot take the seat. */
import { createSocket } from 'node:dgram'
import { describe, expect, test } from 'vitest'
import { namePort } from '../people/named-port.ts'
import { onScreen } from '../people/page.ts'
import { preparedSilence, watchPeers } from '../people/peers.ts'
import { useStage } from '../people/stage.ts'

const stage = useStage()

describe('A stranger with the link', () => {
  test('KN5 while a session runs they wait like anybody; the session does not notice but for one note', async () => {
    const { client, link } = await stage.inSession()
    const { therapist } = stage
    const stranger = await stage.client()
    const heard: string[] = []
    stranger.page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => heard.push(String(payload))))
    await stranger.openLink(link)
    await stranger.join()
    await therapist.page.locator('[data-notice="newcomer"]').waitFor()

    await client.press('slower')
    await client.signalIs('onScreen')
    await onScreen(stranger.page, 'waiting')
    await Promise.all([client.together(), therapist.together()])
    const all = heard.join('\n')
    expect(all).not.toContain('"envelope"')
    expect(all).not.toContain('"grant"')
    expect(all, 'not even whether a session is going on').not.toContain('inProgress')
    expect(await stranger.page.locator('video[data-role="remote-video"]').count()).toBe(0)

    await therapist.page.getByRole('button', { name: 'Turn away' }).click()
    await onScreen(stranger.page, 'turned-away')
    await Promise.all([client.together(), therapist.together()])
  })

  test('MV4 the therapist can ask the client whether it is them; the client’s word is read, and a question that is void goes', async () => {
    const { client, link } = await stage.inSession()
    const { therapist } = stage
    const newcomer = (state: string) => therapist.page.locator(`[data-notice="newcomer"][data-state="${state}"]`)
    const stranger = await stage.client()
    await stranger.openLink(link)
    await stranger.join()
    await newcomer('notYet').waitFor()
    expect(await client.page.locator('[data-notice="linkOpened"]').count(), 'nobody is alarmed unasked').toBe(0)
    await therapist.page.getByRole('button', { name: 'Ask them' }).click()
    await newcomer('asked').waitFor()
    await client.page.getByText('Your link was opened on another device').waitFor()
    await client.page.getByRole('button', { name: 'Not me' }).click()
    await newcomer('itIsNotThem').waitFor()
    await onScreen(stranger.page, 'waiting')
    await therapist.page.getByRole('button', { name: 'Turn away' }).click()
    await onScreen(stranger.page, 'turned-away')

    const other = await stage.client()
    await other.openLink(link)
    await other.join()
    await newcomer('notYet').waitFor()
    await therapist.page.getByRole('button', { name: 'Ask them' }).click()
    await client.page.locator('[data-notice="linkOpened"]').waitFor()
    await other.page.getByRole('button', { name: 'Leave the waiting room' }).click()
    await client.page.locator('[data-notice="linkOpened"]').waitFor({ state: 'detached' })
    await Promise.all([client.together(), therapist.together()])
  })

  test('KN1 not one packet of the therapist’s reaches an address named in the knock before Admit', async () => {
    const { therapist } = stage
    const trap = createSocket('udp4')
    let packets = 0
    const arrived = new Promise<void>((resolve) =>
      trap.on('message', () => {
        packets += 1
        resolve()
      }),
    )
    await new Promise<void>((resolve) => trap.bind(0, '127.0.0.1', resolve))
    await watchPeers(therapist.context)
    await therapist.page.reload()
    const link = await therapist.makeRoom('Trap')
    const client = await stage.client()
    await namePort(client.context, trap.address().port)
    await client.openLink(link)
    await client.join()
    await client.known()
    // The answer is prepared, and knows no address that it could send to.
    expect(await preparedSilence(therapist.page)).toEqual({ ice: 'new', told: [] })
    expect(packets).toBe(0)
    await therapist.admit('Trap')
    // The trap does catch: after the tap the therapist's browser does try that address.
    await arrived
    trap.close()
  })

  test('DO2 a wrong, cut or empty link gets one kind page', async () => {
    const link = await stage.therapist.makeRoom('Gone')
    const [address = '', fragment = ''] = link.split('#')
    // The letter that is put in must be another one than stood there, or nothing is mistyped.
    const mistyped = `${fragment.slice(0, 9)}${fragment[9] === 'x' ? 'y' : 'x'}${fragment.slice(10)}`
    for (const wrong of [address, `${address}#${fragment.slice(0, -4)}`, `${address}#${mistyped}`]) {
      const client = await stage.client()
      await client.page.goto(wrong)
      await onScreen(client.page, 'wrong-link')
      await client.close()
    }
    const nowhere = await stage.client()
    await nowhere.page.goto(`${stage.server.origin}/r/AAAAAAAAAAAAAAAAAAAAAA#${fragment}`)
    await onScreen(nowhere.page, 'wrong-link')
  })
})
