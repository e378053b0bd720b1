import { describe, expect, test } from 'vitest'
import { observable } from '../../lib/observable.ts'
import { joinWord, otherWay } from '../lobby/ways-in.ts'
import { browserOf, permissionSteps } from './permission-steps.ts'
import { problemOf, type DeviceState } from './view.ts'

const idle = { choices: [], chosen: null, onChoose: () => {}, onToggle: () => {} }
const devices = (camera: DeviceState, microphone: DeviceState) => ({
  camera: { kind: 'camera' as const, state: camera, ...idle },
  microphone: { kind: 'microphone' as const, state: microphone, level: observable(0), ...idle },
})

describe('device problems', () => {
  test('on, off and starting are no problem', () => {
    expect(problemOf(devices('on', 'starting'))).toBeNull()
    expect(problemOf(devices('off', 'off'))).toBeNull()
  })

  test('UI293 a device that does not come to an end of starting is one: it asks, or is slow', () => {
    expect(problemOf(devices('asking', 'asking'))).toEqual({ what: 'both', why: 'asking' })
    expect(problemOf(devices('on', 'asking'))).toEqual({ what: 'microphone', why: 'asking' })
    expect(problemOf(devices('slow', 'on'))).toEqual({ what: 'camera', why: 'slow' })
  })

  test('the gravest is spoken of first, and of both only when both have it', () => {
    expect(problemOf(devices('missing', 'denied'))).toEqual({ what: 'microphone', why: 'denied' })
    expect(problemOf(devices('denied', 'denied'))).toEqual({ what: 'both', why: 'denied' })
    expect(problemOf(devices('unsupported', 'denied'))).toEqual({ what: 'camera', why: 'unsupported' })
  })
})

describe('ways in', () => {
  test('a device that is merely off takes nothing away', () => {
    expect(joinWord(devices('off', 'off'))).toBe('Join')
    expect(otherWay(devices('off', 'off'))).toBeNull()
  })

  test('without a camera one joins with sound, without a microphone with picture, without both to watch and listen', () => {
    expect(joinWord(devices('missing', 'on'))).toBe('Join with sound only')
    expect(joinWord(devices('on', 'busy'))).toBe('Join with picture only')
    expect(joinWord(devices('denied', 'denied'))).toBe('Join without camera or microphone')
  })
})

describe('permission steps', () => {
  test('are those of the browser at hand', () => {
    const chrome = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36'
    expect(browserOf(chrome)).toBe('chrome')
    expect(browserOf(`${chrome} Edg/140.0`)).toBe('edge')
    expect(browserOf('Mozilla/5.0 (X11; rv:142.0) Gecko/20100101 Firefox/142.0')).toBe('firefox')
    expect(browserOf('Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 Version/18.5 Safari/605.1.15')).toBe('safari')
    expect(browserOf('Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 CriOS/140.0 Mobile Safari/604.1')).toBe('ios')
    expect(browserOf('Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36')).toBe('android')
    expect(permissionSteps(chrome).length).toBeGreaterThan(1)
  })
})
