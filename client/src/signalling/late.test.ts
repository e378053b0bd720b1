import type { Down } from '@fermata/shared/protocol'
import { expect, test } from 'vitest'
import { observable } from '../lib/observable.ts'
import { openLate } from './late.ts'
import type { Connection, OpenSignalling } from './port.ts'

const MOVE: Down = { type: 'move' }
/** Everything that is due now has happened. */
const turn = () => new Promise(setImmediate)
const HANDSHAKE = () => ({ as: 'therapist', v: 1, device: 'device', nth: 1 }) as ReturnType<Parameters<OpenSignalling>[0]>

/** A socket that a test opens, speaks through and closes. */
function scene() {
  const connection = observable<Connection>('connecting')
  let say: (message: Down) => void = () => undefined
  let arrive: (open: OpenSignalling) => void = () => undefined
  const opened: string[] = []
  const code = new Promise<OpenSignalling>((resolve) => (arrive = resolve))
  const open: OpenSignalling = () => {
    opened.push('opened')
    return {
      connection,
      ask: () => Promise.resolve(null),
      onDown(listener) {
        say = listener
        return () => undefined
      },
      nudge: () => opened.push('nudged'),
      close: () => connection.set('closed'),
    }
  }
  return { late: openLate(() => code)(HANDSHAKE), connection, opened, say: (message: Down) => say(message), arrive: () => arrive(open) }
}

test('is connecting until its code is there, and then what the socket is', async () => {
  const { late, connection, arrive } = scene()
  expect([late.connection.get(), await late.ask({} as never)]).toEqual(['connecting', null])
  connection.set('open')
  arrive()
  await Promise.resolve()
  await Promise.resolve()
  expect(late.connection.get()).toBe('open')
  connection.set('refused')
  expect(late.connection.get()).toBe('refused')
})

test('keeps what comes before anybody listens, and tells it once whoever listens is put together', async () => {
  const { late, arrive, say } = scene()
  arrive()
  await turn()
  say(MOVE)
  const heard: string[] = []
  late.onDown(() => heard.push('first'))
  expect(heard).toEqual([])
  await Promise.resolve()
  expect(heard).toEqual(['first'])
  say(MOVE)
  expect(heard).toEqual(['first', 'first'])
})

test('closed before its code came, opens nothing', async () => {
  const { late, arrive, opened } = scene()
  late.close()
  arrive()
  await turn()
  expect([late.connection.get(), opened]).toEqual(['closed', []])
})
