import { expect, onTestFinished, test } from 'vitest'
import { startServer } from './server.ts'

test('a server for a test prints its set-up link, and comes back at the same address after a kill', async () => {
  const server = await startServer()
  onTestFinished(() => server.dispose())
  expect(server.setupLink).toMatch(/^http:\/\/localhost:\d+\/setup#[\w-]{43}$/)

  const { origin, pid } = server
  await server.kill()
  expect(server.alive).toBe(false)
  await server.restart()
  expect(server.origin).toBe(origin)
  expect(server.pid).not.toBe(pid)
  expect(await (await fetch(`${origin}/health`)).json()).toEqual({ healthy: true })
  expect(await server.stop()).toBe(0)
})
