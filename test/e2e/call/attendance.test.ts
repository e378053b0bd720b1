/** Who is there and who is not, as both pages tell it; the pages' clocks are turned where minutes have to pass. */
import { MINUTE } from '@fermata/shared/clock'
import { describe, expect, test } from 'vitest'
import type { Page } from '../people/expect.ts'
import { awayFor } from '../people/page-tricks.ts'
import { lights, notice, onScreen } from '../people/page.ts'
import { useStage } from '../people/stage.ts'
import { withPlan } from '../people/with-plan.ts'

const stage = useStage()
const turn = async (page: Page, minutes: number): Promise<void> => page.clock.fastForward(minutes * MINUTE)

const inSession = (room: string) => withPlan(stage, room)

describe('Somebody is cut off', () => {
  test('AT2 the therapist is gone: the client reads it, may switch everything off, a press says how far it got, and the plan comes', async () => {
    const { therapist } = stage
    const { client } = await inSession('Therapist away')
    const address = therapist.page.url()
    let older = 0
    await awayFor(client.page, () => older)
    await client.page.reload()
    await Promise.all([client.together(), therapist.together()])
    await therapist.page.goto('about:blank')
    await notice(client.page, 'therapistLost').waitFor()
    await client.page.getByTestId('switch-camera').click()
    await client.page.getByTestId('switch-microphone').click()
    await expect.poll(() => lights(client.page)).toEqual([])
    await client.press('slower')
    await client.page.getByText('Not on their screen yet.').waitFor()
    expect(await client.page.locator('[data-plan]').count()).toBe(0)
    older = 2.2 * MINUTE
    await client.page.reload()
    await client.page.locator('[data-plan]', { hasText: /0170\s555\s01/ }).waitFor()
    await therapist.page.goto(address)
    await therapist.cue('slower')
    await client.signalIs('onScreen')
    expect(await therapist.cues()).toEqual(['slower'])
  })

  test('AT3 the client’s own line is gone: it says so, and shows the plan after two minutes by itself', async () => {
    const { therapist } = stage
    const { client } = await inSession('Own line')
    const address = therapist.page.url()
    await client.page.clock.install()
    await therapist.page.goto('about:blank')
    await stage.server.kill()
    await notice(client.page, 'selfLost').waitFor()
    expect(await client.page.locator('[data-plan]').count()).toBe(0)
    await turn(client.page, 2.2)
    await client.page.locator('[data-plan]', { hasText: /0170\s555\s01/ }).waitFor()
    await stage.server.restart()
    await therapist.page.goto(address)
    await Promise.all([client.together(), therapist.together()])
  })

  test('AT270 after “I can’t talk freely”, cleared or not, the therapist is told to wait, at once; AT273 the client’s page says only that it is tried', async () => {
    const { therapist } = stage
    const { client } = await inSession('Overheard')
    const rooms = [client.page.url(), therapist.page.url()] as const
    await client.press('not_private')
    await therapist.page.locator('[data-cue="not_private"]').first().waitFor()
    await client.press('ok')
    await client.signalIs('onScreen')

    await client.page.goto('about:blank')
    const lost = notice(therapist.page, 'clientLost')
    await lost.getByText('Your plan: wait for Overheard.').waitFor()
    expect(await lost.innerText()).not.toMatch(/0170|You call/)
    await client.page.goto(rooms[0])
    await Promise.all([client.together(), therapist.together()])

    await client.page.clock.install()
    await therapist.page.goto('about:blank')
    await notice(client.page, 'trying').waitFor()
    await stage.server.kill()
    await turn(client.page, 2.2)
    expect((await client.page.locator('main').innerText()).trim()).toBe('Trying to reach your session')
    expect(await client.page.locator('[data-plan], [data-says="something"]').count()).toBe(0)
    await stage.server.restart()
    await therapist.page.goto(rooms[1])
    await Promise.all([client.together(), therapist.together()])
  })

  test('AT4 who waits for ten minutes reads what else they can do, and not that nobody has come while the therapist knows of them', async () => {
    const link = await stage.therapist.makeRoom('Long wait')
    const client = await stage.client()
    await client.openLink(link)
    await client.join()
    await client.known()
    await client.page.clock.install()
    await turn(client.page, 10.2)
    await client.page.getByText('You can wait, or use the number you agreed.').waitFor()
    await client.page.getByText('Your therapist knows you are here').waitFor()
    expect(await client.page.getByText('Nobody has come yet').count()).toBe(0)
  })

  test('AT5 somebody at another room’s door is one neutral dot in the session, without name or sound; they read what all read', async () => {
    const { therapist } = stage
    const link = await therapist.makeRoom('Out there')
    await inSession('In here')
    const other = await stage.client()
    await other.openLink(link)
    await other.join()
    await other.known()
    await therapist.page.locator('[data-knock-elsewhere]').waitFor()
    expect(await therapist.page.getByText('Out there').count()).toBe(0)
  })
})

describe('A pause that lasts', () => {
  test('AT7 after three minutes there is no rush; after six the therapist may offer to finish; after ten they see the number', async () => {
    const { therapist } = stage
    const { client } = await inSession('Long pause')
    await Promise.all([client.page.clock.install(), therapist.page.clock.install()])
    await client.press('pause')
    await notice(therapist.page, 'paused').waitFor()
    // With nobody to tell another time, both pages go by the server's as they know it; the call goes on.
    await stage.server.kill()
    expect(await therapist.page.getByTestId('offer-finish').count()).toBe(0)
    await turn(client.page, 3.2)
    await client.page.locator('[data-still-pausing]').waitFor()
    await turn(therapist.page, 6.2)
    await therapist.page.getByTestId('offer-finish').click()
    await client.page.locator('[data-offer="finish"]').waitFor()
    await client.page.locator('[data-offer="finish"]').getByRole('button').first().click()
    await therapist.page.locator('[data-answer="yes"]').waitFor()
    expect(await therapist.page.locator('[data-plan]').count()).toBe(0)
    await turn(therapist.page, 4)
    await notice(therapist.page, 'paused').getByText('0170 555 01').waitFor()
    await onScreen(client.page, 'client-pause')
    await stage.server.restart()
  })
})

describe('Lights', () => {
  /** A new link for this room, as another browser of the therapist's would make it. */
  const renew = (link: string) =>
    stage.therapist.page.evaluate(async (room) => {
      const bytes = (length: number) => btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(length)))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
      const body = JSON.stringify({ link: bytes(16), authHash: bytes(32), bundle: { rev: 1, box: bytes(64) } })
      return (await fetch(`/api/rooms/${room}/link`, { method: 'PUT', headers: { 'Content-Type': 'application/json' }, body })).status
    }, new URL(link).pathname.split('/').at(-1) ?? '')

  test('ME8 leaving, and a link that is closed in session or in a pause, put out the lights at once, whatever the network does', async () => {
    const { client, link } = await inSession('Closed link')
    await stage.server.kill()
    await client.page.getByRole('button', { name: 'Leave', exact: true }).click()
    await client.page.getByRole('dialog').getByRole('button', { name: 'Leave', exact: true }).click()
    await expect.poll(() => lights(client.page), { timeout: 1_000 }).toEqual([])
    await stage.server.restart()
    await onScreen(client.page, 'left')
    await client.page.getByRole('button', { name: 'Come back' }).click()
    await Promise.all([client.together(), stage.therapist.together()])

    expect(await renew(link)).toBe(200)
    await onScreen(client.page, 'wrong-link')
    expect(await lights(client.page)).toEqual([])
    await notice(stage.therapist.page, 'clientLost').waitFor()
    await stage.therapist.end()
    await stage.therapist.page.getByRole('button', { name: 'Back to your rooms' }).click()

    const { client: pausing, link: other } = await inSession('Closed in a pause')
    await pausing.press('pause')
    await onScreen(pausing.page, 'client-pause')
    expect(await renew(other)).toBe(200)
    await onScreen(pausing.page, 'wrong-link')
    expect(await lights(pausing.page)).toEqual([])
  })
})
