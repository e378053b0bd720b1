/** The shipped relay configuration against a real coturn: what it would reach, address by address. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { passwordFor } from '../../server/src/relay/credentials.ts'
import { type Coturn, startCoturn } from '../support/turn/coturn.ts'
import { TurnClient } from '../support/turn/turn-client.ts'

const FORBIDDEN = 403

/** First, last and some address between of every range that is nobody's public one. */
const IPV4 = [
  '0.0.0.0', '0.255.255.255', '10.0.0.1', '10.255.255.255', '100.64.0.1', '100.127.255.255', '127.0.0.1', '127.255.255.254',
  '169.254.0.1', '169.254.169.254', '172.16.0.1', '172.31.255.255', '192.0.0.8', '192.0.2.7', '192.88.99.1', '192.168.0.1',
  '192.168.255.255', '198.18.0.1', '198.19.255.255', '198.51.100.9', '203.0.113.5', '224.0.0.1', '239.255.255.250',
  '240.0.0.1', '255.255.255.255',
]
const IPV6 = [
  '::', '::1', '::10.0.0.5', '::ffff:127.0.0.1', '::ffff:10.0.0.5', '::ffff:169.254.169.254', '::ffff:8.8.8.8',
  '::ffff:0:10.0.0.5', '64:ff9b::a00:5', '64:ff9b:1::a00:5', '100::1', '2001::1', '2001:10::1', '2001:20::1', '2001:db8::1',
  '2002:a00:5::1', '3fff::1', '5f00::1', 'fc00::1', 'fd00::1', 'fe80::1', 'febf::1', 'fec0::1', 'ff02::1', 'ff0e::1',
]

describe.each([
  { family: 4, address: '127.0.0.1', denied: IPV4, open: ['1.1.1.1', '9.255.255.255', '172.32.0.1', '193.0.14.129'] },
  { family: 6, address: '::1', denied: IPV6, open: ['2606:4700:4700::1111', '2a00::1', '2001:200::1'] },
] as const)('the shipped relay, IPv$family', ({ family, address, denied, open }) => {
  let relay: Coturn
  let client: TurnClient
  beforeAll(async () => {
    relay = await startCoturn({ address })
    client = await TurnClient.open(address, relay.port)
    const username = `${Math.floor(Date.now() / 1000) + 600}:probe`
    expect(await client.allocate(username, passwordFor(username, relay.secret), family)).toBeNull()
  })
  afterAll(async () => {
    client.close()
    await relay.dispose()
  })

  test.each(denied)('TU3 does not reach %s', async (peer) => {
    expect(await client.permit(peer)).toBe(FORBIDDEN)
  })

  test.each(open)('TU3 reaches the public address %s', async (peer) => {
    expect(await client.permit(peer)).toBeNull()
  })
})

describe('the shipped relay', () => {
  let relay: Coturn
  beforeAll(async () => void (relay = await startCoturn()))
  afterAll(() => relay.dispose())

  const UNAUTHORIZED = 401
  const ask = async (username: string, password: string): Promise<number | null> => {
    const client = await TurnClient.open('127.0.0.1', relay.port)
    const refused = await client.allocate(username, password, 4)
    client.close()
    return refused
  }

  test('TU4 gives nothing for a credential that has ended, was made up, or has another name’s password', async () => {
    const [past, soon] = [Math.floor(Date.now() / 1000) - 5, Math.floor(Date.now() / 1000) + 600]
    expect(await ask(`${past}:seat`, passwordFor(`${past}:seat`, relay.secret))).toBe(UNAUTHORIZED)
    expect(await ask(`${soon}:seat`, passwordFor(`${soon}:seat`, 'another secret'))).toBe(UNAUTHORIZED)
    expect(await ask(`${soon}:seat`, passwordFor(`${soon}:other`, relay.secret))).toBe(UNAUTHORIZED)
    expect(await ask(`${soon}:seat`, passwordFor(`${soon}:seat`, relay.secret))).toBeNull()
  })
})
