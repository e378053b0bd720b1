/** The same link on another device, and a link that was renewed. */
import { describe, expect, test } from 'vitest'
import { lights, notice, onScreen } from '../people/page.ts'
import { useStage } from '../people/stage.ts'
import { withPlan } from '../people/with-plan.ts'

const stage = useStage()

describe('Another device with the same link', () => {
  test('MV1 moves when the therapist says so: the old one stops at once and is told; “use here” knocks', async () => {
    const { client: phone, link } = await stage.inSession()
    const { therapist } = stage
    const laptop = await stage.client()
    await laptop.openLink(link)
    await laptop.join()
    await therapist.page.getByRole('button', { name: 'It is them: move' }).click()
    await laptop.together()
    await therapist.together()
    await onScreen(phone.page, 'displaced')
    expect(await lights(phone.page), 'the old device captures nothing').toEqual([])
    await laptop.press('slower')
    await laptop.signalIs('onScreen')

    await phone.page.getByRole('button', { name: 'Use here' }).click()
    await onScreen(phone.page, 'lobby')
    await phone.join()
    await therapist.page.locator('[data-notice="newcomer"]').waitFor()
    await laptop.together()
  })

  test('MV2 a pause moves with the client: the new device begins in it, with the lights off', async () => {
    const { client: phone, link } = await stage.inSession()
    await phone.press('pause')
    await stage.therapist.page.locator('[data-notice="paused"]').waitFor()
    const laptop = await stage.client()
    await laptop.openLink(link)
    await laptop.join()
    await stage.therapist.page.getByRole('button', { name: 'It is them: move' }).click()
    await onScreen(laptop.page, 'client-pause')
    expect(await lights(laptop.page)).toEqual([])
    await onScreen(phone.page, 'displaced')
  })

  test('AT272 “I can’t talk freely” pressed on the old device counts on the new one, which cannot read it', async () => {
    const { therapist } = stage
    const { client: phone, link } = await withPlan(stage, 'Overheard')
    await phone.press('not_private')
    await therapist.page.locator('[data-cue="not_private"]').first().waitFor()
    const laptop = await stage.client()
    await laptop.openLink(link)
    await laptop.join()
    await therapist.page.getByRole('button', { name: 'It is them: move' }).click()
    await laptop.together()
    await therapist.page.goto('about:blank')
    await notice(laptop.page, 'trying').waitFor()
  })

  test('MV3 the therapist’s second browser opens with the recovery code and takes the session over', async () => {
    const { client } = await stage.inSession('Moves')
    const { recoveryCode, page } = stage.therapist
    const { Therapist } = await import('../people/therapist.ts')
    const second = await Therapist.at(stage.browser, stage.server.origin)
    await second.page.goto(stage.server.origin)
    await onScreen(second.page, 'sign-in')
    await second.page.getByRole('textbox').fill(recoveryCode)
    await second.page.locator('button[type="submit"]').click()
    await onScreen(second.page, 'desk')
    await second.page.getByRole('button', { name: 'Open Moves' }).click()
    await Promise.all([second.together(), client.together()])
    await onScreen(page, 'displaced')
    await client.press('ask_me')
    await second.cue('ask_me')
    await second.close()
  })

  test('SE70 one live room: whoever opens a second is asked, and the session in the first is left or ended', async () => {
    const { therapist } = stage
    const { client } = await stage.inSession('First of two')
    await therapist.page.goto(stage.server.origin)
    await onScreen(therapist.page, 'desk')
    const link = await therapist.makeRoom('Second of two')
    const other = await stage.client()
    await other.openLink(link)
    await other.join()
    const admit = therapist.page.getByRole('button', { name: 'Admit Second of two', exact: true })
    const asked = therapist.page.getByTestId('other-room')
    await admit.click()
    await asked.getByText('You are in session with First of two').waitFor()
    await therapist.page.keyboard.press('Escape')
    await asked.waitFor({ state: 'detached' })
    await onScreen(other.page, 'waiting')
    await admit.click()
    await asked.getByRole('button', { name: 'End that session' }).click()
    await onScreen(client.page, 'over')
    await Promise.all([other.together(), therapist.together()])
  })
})

describe('A renewed link', () => {
  test('DO6 the old link stops at once, also on a page that stands open; the new one works', async () => {
    const { therapist } = stage
    const old = await therapist.makeRoom('Renewed')
    const client = await stage.client()
    await client.openLink(old)
    await therapist.page.getByRole('button', { name: 'More for Renewed' }).click()
    await therapist.page.getByRole('button', { name: 'New link' }).click()
    await onScreen(therapist.page, 'room-link')
    await onScreen(client.page, 'wrong-link')

    await therapist.page.getByRole('button', { name: 'Copy link' }).click()
    await therapist.page.getByText('Copied').first().waitFor()
    const renewed = await therapist.page.evaluate(() => navigator.clipboard.readText())
    expect(renewed).not.toBe(old)
    await client.openLink(renewed)
    await client.join()
    await therapist.page.getByRole('button', { name: 'Back to your rooms' }).click()
    await therapist.admit('Renewed')
    await client.together()
  })
})
