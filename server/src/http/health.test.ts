/** What a balancer or a monitor is told of a server. */
import { expect, onTestFinished, test } from 'vitest'
import { startRedis } from '../../../test/support/redis-server.ts'
import { startServer } from '../../../test/support/server.ts'

test('SV4 health is 200 while the store answers and 503 otherwise, and tells nothing else', async () => {
  const redis = await startRedis()
  const server = await startServer({ redisUrl: redis.url })
  onTestFinished(async () => {
    await server.dispose()
    await redis.dispose()
  })
  const health = async () => {
    const response = await fetch(`${server.origin}/health`)
    return { status: response.status, said: await response.text() }
  }
  expect(await health()).toEqual({ status: 200, said: '{"healthy":true}' })
  await redis.kill()
  expect(await health()).toEqual({ status: 503, said: '{"healthy":false}' })
  await redis.start()
  await expect.poll(health, { timeout: 15_000 }).toEqual({ status: 200, said: '{"healthy":true}' })
  expect(server.alive).toBe(true)
})
