/** The forms of a link that mail programs, chat programs, trackers and hands make. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newLink } from './link.ts'
import { FRAGMENT_LETTERS, findLink, lettersOf, readAddress } from '@fermata/shared/link-text'
import { exactly, range, room } from '../testing/fixtures.ts'

const { fragment } = await newLink(exactly(range(0xa0, 32)), room)
const origin = 'https://rooms.example.org'
const [head, tail] = [fragment.slice(0, 20), fragment.slice(20)]

const read = (address: string) => {
  const { pathname, search, hash } = new URL(address, origin)
  return readAddress({ pathname, search, hash })
}

describe('DO290 a link opens in the form in which it came', () => {
  test.each([
    ['as it was made', `/r/${room}#${fragment}`],
    ...['.', ')', ',', '%20', ' ', '>', '"', '”', '…', '!', ':', ';', '%E2%80%A6', '\u200B', '&gt;'].map((sign) => [`with ${sign} after it`, `/r/${room}#${fragment}${sign}`]),
    ...['<', '"', '%22', '\u2060'].map((sign) => [`with ${sign} before it`, `/r/${room}#${sign}${fragment}`]),
    ['with a slash before the fragment', `/r/${room}/#${fragment}`],
    ['with a full stop before the fragment', `/r/${room}.#${fragment}`],
    ['with a tracker’s query', `/r/${room}?fbclid=IwAR0x-y_z#${fragment}`],
    ['with a query behind the fragment', `/r/${room}#${fragment}?utm_source=mail&utm_medium=x`],
    ['with a line break in it', `/r/${room}#${head}%0A${tail}`],
    ['with the line break of an older mail program', `/r/${room}#${head}=%0D%0A${tail}`],
    ['with the line break of an answer', `/r/${room}#${head}%0A%3E%20${tail}`],
    ['with a soft hyphen in it', `/r/${room}#${head}%C2%AD${tail}`],
    ['encoded twice', `/r/${room}#${fragment}%2520`],
  ])('%s', (_form, address) => {
    expect(read(address)).toEqual({ copy: 'usable', room, fragment })
  })

  test('every letter in percent code', () => {
    const coded = [...fragment].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join('')
    expect(read(`/r/${room}#${coded}`)).toEqual({ copy: 'usable', room, fragment })
  })

  test('broken at any place, by any white space', () => {
    const space = fc.stringMatching(/^\s{1,4}$/)
    fc.assert(
      fc.property(fc.nat(FRAGMENT_LETTERS), space, (at, gap) => {
        expect(lettersOf(`#${fragment.slice(0, at)}${gap}${fragment.slice(at)}`)).toBe(fragment)
      }),
    )
  })
})

describe('DO291 a copy whose secret was sent to the server is not used', () => {
  test.each([
    ['# as %23', `/r/${room}%23${fragment}`],
    ['# as %2523', `/r/${room}%2523${fragment}`],
    ['# left out', `/r/${room}${fragment}`],
    ['a slash in its place', `/r/${room}/${fragment}`],
    ['only a part of it', `/r/${room}%23${head}`],
    ['in a query', `/r/${room}?next=%23${fragment}`],
    ['beside a whole one', `/r/${room}%23${fragment}#${fragment}`],
  ])('%s', (_form, address) => {
    expect(read(address)).toEqual({ copy: 'exposed', room })
  })
})

test('DO292 an address that names no room is a client’s page all the same', () => {
  for (const path of ['/r/', '/r/abc', `/r/${room.slice(0, 21)}`, `/r/%E0%A4%A#${fragment}`]) expect(read(path)).toEqual({ copy: 'noRoom' })
})

test('DO293 a link is found in the text around it, and half a link is none', () => {
  const link = `${origin}/r/${room}#${fragment}`
  for (const text of [link, `Here it is: ${link} – see you`, `<${link}>`, `Dear M.,\n\n${link.slice(0, 60)}\n${link.slice(60)}\n\nSee you`, link.replace('#', '%23'), `See /r/nothing#x\nor ${link}.`]) {
    expect(findLink(text)).toEqual({ room, fragment })
  }
  for (const text of ['', 'no link', `${origin}/r/${room}`, link.slice(0, -5), `${origin}/setup#${fragment}`]) expect(findLink(text)).toBeNull()
})

test('reads any text without a throw, and never more letters than a link has', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(lettersOf(text).length).toBeLessThanOrEqual(FRAGMENT_LETTERS)
      findLink(text)
      readAddress({ pathname: `/r/${text}`, search: text, hash: text })
    }),
  )
})
