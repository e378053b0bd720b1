/** Reloads and restarts in every phase: everybody is back where they were, without a new admission. */
import { describe, expect, test } from 'vitest'
import { linkIs, onScreen } from '../people/page.ts'
import { useStage } from '../people/stage.ts'

const stage = useStage()

describe('Back where one was', () => {
  test('RE10 the client reloads in the lobby: the link is kept for this tab, and nothing else asks for it', async () => {
    const link = await stage.therapist.makeRoom('Lobby')
    const client = await stage.client()
    await client.openLink(link)
    await client.page.reload()
    await onScreen(client.page, 'lobby')
    await client.join()
    await client.known()
  })

  test('RE11 the client reloads while waiting: same place, no second ring, and Admit works', async () => {
    const { therapist } = stage
    const link = await therapist.makeRoom('Porch')
    const client = await stage.client()
    await client.openLink(link)
    await client.join()
    await client.known()
    await client.page.reload()
    await onScreen(client.page, 'waiting')
    await client.known()
    expect(await therapist.page.locator('[data-knock]', { hasText: 'Porch' }).count()).toBe(1)
    await therapist.admit('Porch')
    await Promise.all([client.together(), therapist.together()])
  })

  test('RE12 the therapist reloads while somebody waits: the knock is there again, and Admit works', async () => {
    const { therapist } = stage
    const link = await therapist.makeRoom('Patient')
    const client = await stage.client()
    await client.openLink(link)
    await client.join()
    await client.known()
    await therapist.page.reload()
    await therapist.admit('Patient')
    await Promise.all([client.together(), therapist.together()])
  })

  test('KN230 KN231 In a moment is read by the client, also after reloads of both; after ten minutes it is still said, beside the other way', async () => {
    const { therapist } = stage
    const link = await therapist.makeRoom('Soon')
    const client = await stage.client()
    const isSaid = () => client.page.getByRole('heading', { name: 'Your therapist says: in a moment' }).waitFor()
    await client.openLink(link)
    await client.join()
    await client.known()
    await therapist.page.locator('[data-knock]', { hasText: 'Soon' }).getByRole('button', { name: 'In a moment' }).click()
    await isSaid()
    await therapist.page.reload()
    await therapist.page.getByText('Their page says: in a moment.').waitFor()
    await client.page.reload()
    await onScreen(client.page, 'waiting')
    await isSaid()
    await client.page.clock.install()
    await client.page.reload()
    await isSaid()
    await client.page.clock.fastForward(10 * 60_000 + 20_000)
    await client.page.getByText('You can wait, or use the number you agreed.').waitFor()
    await isSaid()
    await therapist.admit('Soon')
  })

  test('RE13 either page reloads in session: picture back on both sides, no new admission', async () => {
    const { client } = await stage.inSession()
    const { therapist } = stage
    await client.page.reload()
    await Promise.all([client.together(), therapist.together()])
    await therapist.page.reload()
    await Promise.all([client.together(), therapist.together()])
    expect(await therapist.page.locator('[data-knock], [data-notice="newcomer"]').count()).toBe(0)
    client.unharmed()
    therapist.unharmed()
  })

  test('RE14 both reload at once', async () => {
    const { client } = await stage.inSession()
    await Promise.all([client.page.reload(), stage.therapist.page.reload()])
    await Promise.all([client.together(), stage.therapist.together()])
  })

  test('RE15 the server is killed in session and comes back: media never stop, and both are still in session', async () => {
    const { client } = await stage.inSession()
    const { therapist, server } = stage
    await server.kill()
    await linkIs(client.page, 'signallingDown')
    await Promise.all([client.together(), therapist.together()])
    await server.restart()
    await linkIs(client.page, 'good')
    await linkIs(therapist.page, 'good')
    await client.page.reload()
    await Promise.all([client.together(), therapist.together()])
  })

  test('RE16 the server is killed while somebody waits: the place at the door is kept', async () => {
    const { therapist, server } = stage
    const link = await therapist.makeRoom('Kept place')
    const client = await stage.client()
    await client.openLink(link)
    await client.join()
    await client.known()
    await server.kill()
    await client.page.getByText('Your connection is lost').waitFor()
    await server.restart()
    await client.known()
    await therapist.admit('Kept place')
    await Promise.all([client.together(), therapist.together()])
  })

  test('RE17 a reload after leaving does not bring the client back by itself; their tap does', async () => {
    const { client } = await stage.inSession()
    await client.leave()
    await client.page.reload()
    await onScreen(client.page, 'left')
    await client.page.getByRole('button', { name: 'Come back' }).click()
    await Promise.all([client.together(), stage.therapist.together()])
  })

  test('RE18 a duplicated tab is told that the page is open elsewhere, and can take over', async () => {
    const { client } = await stage.inSession()
    // Chromium's "duplicate tab" copies the tab's own memory; opening from the page does the same.
    const [second] = await Promise.all([
      client.context.waitForEvent('page'),
      client.page.evaluate(() => void window.open(location.href)),
    ])
    await onScreen(second, 'open-elsewhere')
    await client.together()
    await second.getByRole('button', { name: /use here/i }).click()
    await onScreen(second, 'client-room')
    await onScreen(client.page, 'open-elsewhere')
  })
})
