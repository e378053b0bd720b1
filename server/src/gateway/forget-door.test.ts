import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { inspect } from 'node:util'
import { Server, type Socket } from 'socket.io'
import { io } from 'socket.io-client'
import { expect, onTestFinished, test } from 'vitest'
import { forgetDoor } from './forget-door.ts'

/** Everything that can be reached from here, as text. */
const all = (thing: unknown): string => inspect(thing, { depth: 15, showHidden: true, maxArrayLength: null, maxStringLength: null })

test('GW102 what somebody showed at the door is kept by nobody once they are in, and the connection goes on', async () => {
  const http = createServer()
  const server = new Server(http, { transports: ['websocket'] })
  onTestFinished(() => server.close())
  await once(http.listen(0, '127.0.0.1'), 'listening')
  const inside = new Promise<Socket>((resolve) => server.on('connection', resolve))
  const { port } = http.address() as AddressInfo
  const browser = io(`http://127.0.0.1:${port}`, {
    transports: ['websocket'], auth: { proof: 'a-proof' }, query: { asked: 'a-question' }, extraHeaders: { cookie: 'sign-in=a-cookie' },
  })
  onTestFinished(() => void browser.disconnect())

  const socket = await inside
  const shown = ['a-proof', 'a-question', 'a-cookie']
  expect(shown.filter((word) => all(socket).includes(word))).toEqual(shown)
  forgetDoor(socket)
  expect(shown.filter((word) => all(socket).includes(word))).toEqual([])

  socket.on('up', (word: string, answer: (word: string) => void) => answer(`${word} heard`))
  expect(await browser.emitWithAck('up', 'still')).toBe('still heard')
  const gone = once(socket, 'disconnect')
  browser.disconnect()
  await gone
})
