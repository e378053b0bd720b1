import { describe, expect, test } from 'vitest'
import { credentialFor, CREDENTIAL_LIFE, passwordFor } from './credentials.ts'

const relay = { urls: ['turn:turn.example.org:3478'], secret: 'north wind' }
const NOON = Date.UTC(2026, 10, 24, 12)

describe('a credential for the relay', () => {
  test('TU1 ends after ten minutes, and its name says so to the relay', () => {
    const { server, until } = credentialFor('client room-1', relay, NOON)
    expect(until).toBe(NOON + CREDENTIAL_LIFE)
    expect(server.username.split(':')[0]).toBe(String(until / 1000))
  })

  test('TU2 names no room and no person; a seat has one name for a day, and no two seats have the same', () => {
    const name = (seat: string, now: number): string => credentialFor(seat, relay, now).server.username.split(':')[1] ?? ''
    expect(name('client room-1', NOON)).toMatch(/^[\w-]{22}$/)
    expect(name('client room-1', NOON + 60_000)).toBe(name('client room-1', NOON))
    const others = [name('client room-2', NOON), name('therapist room-1', NOON), name('client room-1', NOON + 86_400_000)]
    expect(new Set([name('client room-1', NOON), ...others]).size).toBe(4)
  })

  test('TU1 its password is coturn’s: base64 of HMAC-SHA-1 of the name', () => {
    // `printf '1700000000:seat' | openssl dgst -sha1 -hmac 'north wind' -binary | base64`
    expect(passwordFor('1700000000:seat', relay.secret)).toBe('bACg2sE0/UgEH1gt0IS7zwan4CY=')
  })
})
