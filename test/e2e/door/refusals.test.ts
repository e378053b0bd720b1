/** What the therapist's pages say when something cannot be done, and how it goes on by itself. */
import { afterAll, describe, expect, test } from 'vitest'
import { type RedisServer, startRedis } from '../../support/redis-server.ts'
import { reword } from '../people/page-tricks.ts'
import { lights, onScreen } from '../people/page.ts'
import { useStage } from '../people/stage.ts'

let redis: RedisServer
const stage = useStage('present', {
  environment: async () => {
    redis = await startRedis()
    return { REDIS_URL: redis.url }
  },
})
afterAll(() => redis.dispose())

describe('While the store is away', () => {
  test('UI12 the desk says that it cannot admit yet, goes on trying, and the tap is not lost', async () => {
    const { therapist } = stage
    const link = await therapist.makeRoom('Patience')
    const client = await stage.client()
    await client.openLink(link)
    await client.join()
    await client.known()
    await redis.kill()
    await therapist.page.getByRole('button', { name: 'Admit Patience', exact: true }).click()
    await therapist.page.locator('[data-knock][data-state="cannotYet"]').waitFor()
    await therapist.page.getByText('Cannot admit yet. Trying.').waitFor()
    await onScreen(client.page, 'waiting')
    await redis.start()
    await Promise.all([client.together(), therapist.together()])
    await therapist.end()
    await therapist.page.getByRole('button', { name: 'Back to your rooms' }).click()
  })

  test('UI16 End closes the room on both sides at once, says that it is not saved yet, and is saved later, also after a reload', async () => {
    const { therapist } = stage
    const { client } = await stage.inSession('Ends in an outage')
    await redis.kill()
    await therapist.end()
    await onScreen(client.page, 'over')
    await therapist.page.getByText('Not saved yet.').waitFor()
    await therapist.page.reload()
    await redis.start()
    await onScreen(therapist.page, 'over')
    await therapist.page.getByText('Not saved yet.').waitFor({ state: 'detached' })
    await therapist.page.getByRole('button', { name: 'Back to your rooms' }).click()
    await therapist.page.locator('[data-room]', { hasText: 'Ends in an outage' }).getByText('Finished today').waitFor()
  })
})

describe('An address without a lock', () => {
  test('UI10 where the browser has no cryptography every page says so, and what to do', async () => {
    const client = await stage.client()
    const bare = 'http://fermata.example'
    await client.page.route(`${bare}/**`, async (route) => {
      const url = route.request().url().replace(bare, stage.server.origin)
      await route.fulfill({ response: await route.fetch({ url }) })
    })
    for (const path of ['/r/AAAAAAAAAAAAAAAAAAAAAA#anything', '/']) {
      await client.page.goto('about:blank')
      await client.page.goto(bare + path)
      await onScreen(client.page, 'insecure')
      await client.page.getByText('Use an address that starts with https.').waitFor()
    }
    client.unharmed()
    // The page fetches ahead: what it has asked for is answered before the page is closed.
    await client.page.unrouteAll({ behavior: 'wait' })
  })
})

describe('What the therapist’s pages say', () => {
  test('UI13 an address of a room that is not theirs leads to the desk, which says so', async () => {
    const { therapist, server } = stage
    await therapist.page.goto(`${server.origin}/desk/AAAAAAAAAAAAAAAAAAAAAA`)
    await onScreen(therapist.page, 'desk')
    await therapist.page.getByText('That room is not one of yours').waitFor()
    await therapist.page.goto(server.origin)
    await onScreen(therapist.page, 'desk')
  })

  test('UI14 a desk that looks older than it was is not opened without a word; a restored one can be used', async () => {
    const { therapist, server } = stage
    // This browser remembers a newer desk than the server has: as after a restored backup.
    await therapist.page.evaluate(
      () =>
        new Promise<void>((resolve, reject) => {
          const opening = indexedDB.open('fermata')
          opening.addEventListener('error', () => reject(new Error('no database')))
          opening.addEventListener('success', () => {
            const keys = opening.result.transaction('keys', 'readwrite').objectStore('keys')
            const walk = keys.openCursor()
            walk.addEventListener('success', () => {
              const cursor = walk.result
              if (cursor === null) return resolve(opening.result.close())
              if (typeof cursor.key === 'string' && cursor.key.startsWith('head.')) {
                const [record = ''] = Object.keys(cursor.value as object)
                cursor.update({ ...(cursor.value as object), [record]: 1_000 })
              }
              cursor.continue()
            })
          })
        }),
    )
    await therapist.page.goto(server.origin)
    await onScreen(therapist.page, 'rolled-back')
    await therapist.page.getByRole('button', { name: 'Look again' }).click()
    await onScreen(therapist.page, 'rolled-back')
    await therapist.page.getByRole('button', { name: 'Use the older desk' }).click()
    await onScreen(therapist.page, 'desk')
    expect(await therapist.page.getByText('Patience').count()).toBeGreaterThan(0)
  })

  // The last one: from here on every connection of the therapist's page is tampered with.
  test('UI15 a session that this vault cannot read is told as such, and can be ended', async () => {
    const { therapist } = stage
    const { client } = await stage.inSession('Unreadable')
    await reword(therapist.page, (message) => message.replaceAll(/"kept":"[^"]+"/g, '"kept":"AAAA"'))
    await therapist.page.reload()
    await onScreen(therapist.page, 'unreadable')
    await therapist.page.getByRole('button', { name: 'End this session' }).click()
    await onScreen(client.page, 'over')
    expect(await lights(client.page)).toEqual([])
    await onScreen(therapist.page, 'over')
  })
})
