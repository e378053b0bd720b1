import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express, { type Response } from 'express'
import { expect, onTestFinished, test } from 'vitest'
import { Addresses } from '../limits/address.ts'
import { boundRequests } from './at-once.ts'

test('LI224 of the address behind a proxy so many requests are open at once, and no more', async () => {
  const waiting: Response[] = []
  const app = express()
  app.use(boundRequests(new Addresses({ by: 'count', count: 1 }), (_request, response) => void response.sendStatus(429), 2))
  app.use((_request, response) => void waiting.push(response))
  const server = createServer(app)
  server.listen(0)
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const ask = (from: string) => fetch(`http://127.0.0.1:${port}/`, { headers: { 'x-forwarded-for': from } })
  const open = [ask('198.51.100.7'), ask('198.51.100.7')]
  await expect.poll(() => waiting.length).toBe(2)
  expect((await ask('198.51.100.7')).status).toBe(429)
  const other = ask('198.51.100.8')
  await expect.poll(() => waiting.length).toBe(3)
  for (const response of waiting.splice(0)) response.end()
  expect((await Promise.all([...open, other])).map(({ status }) => status)).toEqual([200, 200, 200])
  const again = ask('198.51.100.7')
  await expect.poll(() => waiting.length).toBe(1)
  waiting[0]?.end()
  expect((await again).status).toBe(200)
})
