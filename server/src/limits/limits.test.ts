import { bucket } from '@fermata/shared/bucket'
import { HOUR } from '@fermata/shared/clock'
import { MESSAGES_AT_ONCE, MESSAGES_PER_SECOND } from '@fermata/shared/protocol'
import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import { ManualClock } from '../../../test/support/manual-clock.ts'
import { Addresses, type TrustedProxies, trustNetworks, usualProxies } from './address.ts'
import { Attempts } from './attempts.ts'
import { Crowd } from './crowd.ts'

describe('where a request comes from', () => {
  const plain = usualProxies(new URL('http://localhost:3000'))
  const tls = usualProxies(new URL('https://rooms.example.org'))
  const from = (remote: string, forwarded?: string, trusted: TrustedProxies = plain) => {
    const socket = Object.defineProperty(new Socket(), 'remoteAddress', { value: remote })
    const request = new IncomingMessage(socket)
    if (forwarded !== undefined) request.headers['x-forwarded-for'] = forwarded
    return new Addresses(trusted).of(request)
  }

  test('LI1 this machine itself is not limited', () => {
    for (const remote of ['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1', '']) expect(from(remote)).toBeNull()
  })

  test('LI2 without TLS nobody’s X-Forwarded-For is believed', () => {
    expect(from('192.0.2.1', '198.51.100.7')).toBe('192.0.2.1')
    expect(from('127.0.0.1', '198.51.100.7')).toBeNull()
  })

  test('LI3 behind TLS the nearest proxy’s word counts, and nothing that came before it', () => {
    expect(from('10.0.0.1', '198.51.100.7', tls)).toBe('198.51.100.7')
    expect(from('10.0.0.1', '1.1.1.1, 198.51.100.7', tls)).toBe('198.51.100.7')
    expect(from('10.0.0.1', undefined, tls)).toBeNull()
    expect(from('10.0.0.1', '', tls)).toBeNull()
  })

  test('LI220 with several proxies, by their number or their networks, the address is the first that is none of theirs', () => {
    const through = '1.1.1.1, 198.51.100.7, 203.0.113.9'
    const two: TrustedProxies = { by: 'count', count: 2 }
    expect(from('10.0.0.1', through, two)).toBe('198.51.100.7')
    // Whoever comes past the outer proxy is known by what the inner one saw.
    expect(from('10.0.0.1', '198.51.100.7', two)).toBe('198.51.100.7')
    expect(from('10.0.0.1', undefined, two)).toBeNull()
    const networks = trustNetworks(['10.0.0.0/8', '203.0.113.0/24', 'loopback']) as TrustedProxies
    expect(from('10.0.0.1', through, networks)).toBe('198.51.100.7')
    expect(from('127.0.0.1', '198.51.100.7', networks)).toBe('198.51.100.7')
    expect(from('198.51.100.7', '1.1.1.1', networks)).toBe('198.51.100.7')
    expect(trustNetworks(['proxy.example.org'])).toBeNull()
  })

  test('LI220 a port beside an address is no part of it, and what is no address is nobody’s', () => {
    const through = (forwarded: string) => from('10.0.0.1', forwarded, tls)
    expect([through('198.51.100.7:4711'), through('[2001:db8::1]:443')]).toEqual(['198.51.100.7', '2001:db8:0:0'])
    expect(['unknown', '_hidden', '256.1.1.1'].map(through)).toEqual([null, null, null])
  })

  test('LI4 an IPv6 network is one address, in whatever spelling', () => {
    const spelled = ['2001:db8:0:1::1', '2001:0DB8:0000:0001:ffff::', '2001:db8:0:1:2:3:4:5']
    expect(new Set(spelled.map((address) => from(address))).size).toBe(1)
    expect(from('2001:db8:0:2::1')).not.toBe(from('2001:db8:0:1::1'))
    expect(from('::ffff:192.0.2.1')).toBe('192.0.2.1')
  })
})

describe('wrong tries', () => {
  test('LI5 sixty at once, then one every two seconds; whoever waited starts afresh', () => {
    const clock = new ManualClock()
    const attempts = new Attempts(clock)
    for (let n = 0; n < 60; n++) {
      expect(attempts.wait('a')).toBe(0)
      attempts.wrong('a')
    }
    expect(attempts.wait('a')).toBe(2_000)
    expect(attempts.wait('b')).toBe(0)
    clock.advance(2_000)
    expect(attempts.wait('a')).toBe(0)
    attempts.wrong('a')
    expect(attempts.wait('a')).toBe(2_000)
    clock.advance(120_000)
    for (let n = 0; n < 59; n++) attempts.wrong('a')
    expect(attempts.wait('a')).toBe(0)
  })

  test('LI5 who says nothing of where they are is not counted', () => {
    const attempts = new Attempts(new ManualClock())
    for (let n = 0; n < 100; n++) attempts.wrong(null)
    expect([attempts.wait(null), attempts.size]).toEqual([0, 0])
  })

  test('LI260 a clock that is set back or forward shortens and lengthens nobody’s wait', () => {
    const clock = new ManualClock()
    const attempts = new Attempts(clock)
    for (let n = 0; n < 60; n++) attempts.wrong('a')
    for (const jump of [-HOUR, 3 * HOUR]) {
      clock.setWall(jump)
      expect(attempts.wait('a')).toBe(2_000)
    }
    clock.advance(2_000)
    expect(attempts.wait('a')).toBe(0)
  })

  test('LI221 a try that must wait is not held against its address once more', () => {
    const clock = new ManualClock()
    const attempts = new Attempts(clock)
    for (let n = 0; n < 60; n++) expect(attempts.judge('a')).toBe(0)
    for (let n = 0; n < 60; n++) expect(attempts.judge('a')).toBe(2_000)
    clock.advance(2_000)
    expect(attempts.judge('a')).toBe(0)
  })

  test('LI6 addresses with nothing against them are forgotten', () => {
    const clock = new ManualClock()
    const attempts = new Attempts(clock)
    for (let n = 0; n < 10_000; n++) attempts.wrong(`address ${n}`)
    clock.advance(3_000)
    attempts.wrong('one more')
    expect(attempts.size).toBe(1)
  })
})

describe('a connection', () => {
  test('LI7 may send a burst, then forty a second', () => {
    const clock = new ManualClock()
    const take = bucket(clock, MESSAGES_PER_SECOND, MESSAGES_AT_ONCE)
    const taken = () => Array.from({ length: 300 }, take).filter(Boolean).length
    expect(taken()).toBe(MESSAGES_AT_ONCE)
    clock.advance(1_000)
    expect(taken()).toBe(MESSAGES_PER_SECOND)
    clock.advance(60_000)
    expect(taken()).toBe(MESSAGES_AT_ONCE)
  })

  test('LI260 a clock that is set back or forward neither stops a connection nor lets it send more', () => {
    const clock = new ManualClock()
    const take = bucket(clock, MESSAGES_PER_SECOND, MESSAGES_AT_ONCE)
    const taken = () => Array.from({ length: 300 }, take).filter(Boolean).length
    for (const jump of [-HOUR, HOUR]) {
      taken()
      clock.setWall(jump)
      expect(taken()).toBe(0)
      clock.advance(1_000)
      expect(taken()).toBe(MESSAGES_PER_SECOND)
    }
  })

  test('LI8 of one address there are so many at most; one that goes makes room, once', () => {
    const crowd = new Crowd(2)
    const [first] = [crowd.enter('a'), crowd.enter('a')]
    expect([crowd.mayEnter('a'), crowd.mayEnter('b'), crowd.mayEnter(null)]).toEqual([false, true, true])
    first?.()
    first?.()
    expect(crowd.mayEnter('a')).toBe(true)
    crowd.enter('a')
    expect(crowd.mayEnter('a')).toBe(false)
    for (let n = 0; n < 5; n++) crowd.enter(null)
    expect(crowd.size).toBe(1)
  })
})
