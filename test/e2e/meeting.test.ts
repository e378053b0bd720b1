/** Two people meet: set-up, room, link, lobby, door, session, end. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Page } from './people/expect.ts'
import { lights, onScreen } from './people/page.ts'
import { hide } from './people/page-tricks.ts'
import { useStage } from './people/stage.ts'

const stage = useStage()

/** Everything a page asks of the server from now on: addresses, bodies, what it says on its socket. */
function listen(page: Page): string[][] {
  const [asked, said]: [string[], string[]] = [[], []]
  page.on('request', (request) => asked.push(request.url(), request.postData() ?? ''))
  page.on('websocket', (socket) => socket.on('framesent', ({ payload }) => said.push(String(payload))))
  return [asked, said]
}

describe('Two people meet', () => {
  test('DO1 the client comes in by link alone; both see and hear each other after Admit; the therapist ends', async () => {
    const { therapist } = stage
    const client = await stage.client()
    const sent = [...listen(therapist.page), ...listen(client.page)]
    const link = await therapist.makeRoom('Mara', 'Tuesdays to Fridays')
    await client.openLink(link)
    await client.page.getByText('You are at the door of Ines Calder.').waitFor()
    expect(new URL(client.page.url()).hash, 'the fragment leaves the address bar').toBe('')

    await client.page.getByLabel('What should your therapist call you?').fill('Mara')
    await client.join()
    await therapist.page.getByText('Mara is waiting').waitFor()
    await client.known()
    await therapist.admit('Mara')
    await Promise.all([client.together(), therapist.together()])

    await therapist.end()
    await onScreen(client.page, 'over')
    expect(await lights(client.page), 'camera and microphone are off at the end').toEqual([])
    expect(await lights(therapist.page)).toEqual([])
    client.unharmed()
    therapist.unharmed()

    // The server was shown a proof of holding the link, and keeps not even that; the secret it never got.
    const all = sent.map((each) => each.join('\n')).join('\n')
    const secret = new URL(link).hash.slice(1, 44)
    const proof = /"auth":"([\w-]{43})"/.exec(all)?.[1] ?? ''
    expect(proof).not.toBe('')
    expect(all).not.toContain(secret)
    const directory = stage.server.environment['DATA_DIR'] ?? ''
    const kept = Buffer.concat(readdirSync(directory).map((name) => readFileSync(join(directory, name))))
    expect(kept.includes(new URL(link).pathname.split('/').at(-1) ?? ''), 'what is searched is the store').toBe(true)
    for (const given of [secret, proof]) {
      expect(kept.includes(given)).toBe(false)
      expect(kept.includes(Buffer.from(given, 'base64url'))).toBe(false)
      expect(stage.server.output()).not.toContain(given)
    }
  })

  test('UI1 while the address is localhost, the room’s page says what a public address needs', async () => {
    const { page } = stage.therapist
    await page.getByRole('button', { name: 'New room' }).click()
    await page.getByLabel('What do you call this client?').fill('Somebody')
    await page.getByRole('button', { name: 'Make the room' }).click()
    await page.getByText('This link works on this computer only').waitFor()
  })

  test('ME1 mute and camera off stop the track (light off), and the other side is told', async () => {
    const { client } = await stage.inSession()
    expect(await lights(client.page)).toEqual(['audio', 'video'])
    await client.page.getByRole('button', { name: 'Camera on' }).click()
    await client.page.getByRole('button', { name: 'Camera off' }).waitFor()
    expect(await lights(client.page)).toEqual(['audio'])
    await stage.therapist.page.locator('[data-remote="cameraOff"]').waitFor()

    await client.page.getByRole('button', { name: 'Mic on' }).click()
    await client.page.getByRole('button', { name: 'Mic off' }).waitFor()
    expect(await lights(client.page)).toEqual([])

    await client.page.getByRole('button', { name: 'Camera off' }).click()
    await stage.therapist.together()
  })

  test('SE19 the client leaves and comes back without a new admission; the therapist reads that they left', async () => {
    const { client } = await stage.inSession()
    await client.leave()
    expect(await lights(client.page)).toEqual([])
    await stage.therapist.page.locator('[data-notice="clientLeft"]').waitFor()
    await client.page.getByRole('button', { name: 'Come back' }).click()
    await Promise.all([client.together(), stage.therapist.together()])
  })

  test('KN3 Not today tells the client so, and a later knock begins anew', async () => {
    const link = await stage.therapist.makeRoom('Later')
    const client = await stage.client()
    await client.openLink(link)
    await client.join()
    await stage.therapist.page.getByRole('button', { name: 'Not today' }).click()
    await onScreen(client.page, 'turned-away')
    await client.page.getByText('Your therapist will be in touch.').waitFor()
    await client.page.reload()
    await onScreen(client.page, 'lobby')
    await client.join()
    await client.known()
  })

  test('KN8 “your therapist knows” is read only after the knock was painted at a desk in view; KN2 a hidden desk tells nothing', async () => {
    const { therapist } = stage
    const link = await therapist.makeRoom('Unseen')
    const client = await stage.client()
    await client.openLink(link)
    const show = await hide(therapist.page)
    await client.join()
    await therapist.page.locator('[data-knock]', { hasText: 'Unseen' }).waitFor()
    await client.page.getByText('We are letting your therapist know').waitFor()
    expect(await client.page.getByText('Your therapist knows you are here').count()).toBe(0)
    await show()
    await client.known()
  })

  test('AT6 in the room before the client the therapist reads that nobody waits, then lets them in from there', async () => {
    const { therapist } = stage
    const link = await therapist.makeRoom('Early')
    await therapist.page.getByRole('button', { name: 'Open Early' }).click()
    await therapist.page.locator('[data-notice="nobody"]', { hasText: 'Nobody is waiting' }).waitFor()
    const client = await stage.client()
    await client.openLink(link)
    expect(await client.page.locator('video[data-role="remote-video"]').count(), 'nothing of the therapist’s').toBe(0)
    await client.join()
    await client.known()
    await therapist.page.getByRole('button', { name: /^Admit/ }).click()
    await Promise.all([client.together(), therapist.together()])
  })

  test('KN4 a client who leaves the waiting room is no longer at the desk', async () => {
    const link = await stage.therapist.makeRoom('Shy')
    const client = await stage.client()
    await client.openLink(link)
    await client.join()
    await client.known()
    await client.page.getByRole('button', { name: 'Leave the waiting room' }).click()
    await onScreen(client.page, 'lobby')
    await stage.therapist.page.locator('[data-knock]', { hasText: 'Shy' }).waitFor({ state: 'detached' })
  })

  test('CR5 both read the same six digits, and only after the grant', async () => {
    const { client } = await stage.inSession()
    const digits = async (page: typeof client.page): Promise<string> => {
      await page.getByRole('button', { name: 'More', exact: true }).click()
      return (await page.getByTestId('spoken-code').textContent())?.replace(/\D/g, '') ?? ''
    }
    const [ours, theirs] = [await digits(client.page), await digits(stage.therapist.page)]
    expect(ours).toMatch(/^\d{6}$/)
    expect(theirs).toBe(ours)
  })
})
