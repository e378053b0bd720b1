/** What the therapist's browser says of cues, and what sounds, on pages that are looked at or not. */
import { type CheckInCode, type Tones, USUAL_TONES } from '@fermata/shared/check-in'
import { CLIENT, type FactId, THERAPIST } from '@fermata/shared/ids'
import { emptyJournal, type Journal, withSaid } from '@fermata/shared/pair'
import { describe, expect, test } from 'vitest'
import { ManualClock } from '../../../test/support/manual-clock.ts'
import { said } from '../../../test/support/session/statements.ts'
import { observable } from '../lib/observable.ts'
import type { Correspondence, FactBody } from '../session/correspondence.ts'
import { Cues, type Eyes } from './cues.ts'
import { LATE_AFTER, TherapistTones } from './tones.ts'

function eyes(visible: boolean) {
  const page = observable(visible)
  return { page, eyes: { pageVisible: () => page, nextPaint: () => Promise.resolve() } satisfies Eyes }
}

function desk(visible = true) {
  const journal = observable<Journal>(emptyJournal)
  const told: string[] = []
  let seq = 0
  const enter = (one: ReturnType<typeof said>): void => journal.set(withSaid(journal.get(), [one]))
  const say = (body: FactBody): Promise<FactId> => {
    if (body.k === 'receipt') told.push(`${body.of} ${body.state}`)
    enter(said(THERAPIST, ++seq, body))
    return Promise.resolve('said' as FactId)
  }
  const page = eyes(visible)
  const cues = new Cues({ journal, say } as unknown as Correspondence, page.eyes)
  const press = (name: string, code: CheckInCode = 'slower'): FactId => {
    enter(said(CLIENT, ++seq, { k: 'checkIn', code }, 0, name))
    return name as FactId
  }
  const practise = (name: string): FactId => {
    enter(said(CLIENT, ++seq, { k: 'practice', code: 'slower' }, 0, name))
    return name as FactId
  }
  const takeBack = (of: FactId): void => enter(said(CLIENT, ++seq, { k: 'takeBack', of }, 0, `not ${of}`))
  return { cues, press, practise, takeBack, told, page: page.page }
}

describe('what is told of a cue', () => {
  test('CI22 while anything is shared it was delivered and no more; when the slip is back it is on screen', async () => {
    const { cues, press, told } = desk()
    cues.collapse('dot')
    const fact = press('a')
    expect(told).toEqual(['a behind'])
    cues.collapse('no')
    await cues.rendered([fact])
    expect(told).toEqual(['a behind', 'a shown'])
  })

  test('CI26 what is taken back before the frame is drawn was on no screen', async () => {
    const { cues, press, takeBack, told } = desk()
    const [gone, stays] = [press('a'), press('b', 'not_this')]
    const painted = cues.rendered([gone, stays])
    takeBack(gone)
    await painted
    expect(told).toEqual(['b shown'])
  })

  test('CI28 what is let go of before the frame is drawn – the page leaves the session – is told as nothing', async () => {
    const { cues, press, practise, told } = desk()
    const painted = [cues.rendered([press('a')]), cues.factRendered(practise('b'))]
    cues.close()
    await Promise.all(painted)
    expect(told).toEqual([])
  })

  test('CI22 a share that begins between drawing and painting: delivered, and no more until the slip is back', async () => {
    const { cues, press, told } = desk()
    const fact = press('a')
    const drawn = cues.rendered([fact])
    cues.collapse('dot')
    await drawn
    expect(told).toEqual(['a behind'])
    await cues.renderedInWindow([fact], eyes(true).eyes)
    expect(told, 'nor in the small window').toEqual(['a behind'])
    cues.collapse('no')
    await cues.rendered([fact])
    await cues.rendered([fact])
    expect(told).toEqual(['a behind', 'a shown'])
  })

  test('CI25 painted in the small window it is on screen though the page is hidden; a tap there says seen', async () => {
    const { cues, press, told } = desk(false)
    const small = eyes(true)
    cues.useWindow(small.eyes)
    const fact = press('a')
    expect(told, 'it is about to be painted').toEqual([])
    await cues.renderedInWindow([fact], small.eyes)
    cues.acknowledge(fact)
    expect(told).toEqual(['a shown', 'a seen'])
  })

  test('CI25 without a small window, or with one that is closed, a hidden page says delivered', () => {
    const { cues, press, told } = desk(false)
    cues.useWindow(eyes(true).eyes)
    press('a')
    cues.useWindow(null)
    expect(told).toEqual(['a behind'])
  })

  test('QS3 a practice press is told of once it is painted and seen, and is no cue', async () => {
    const { cues, practise, told } = desk()
    const fact = practise('p')
    expect(cues.open.get()).toEqual([])
    await cues.factRendered(fact)
    cues.factSeen(fact)
    cues.factSeen(fact)
    expect(told).toEqual(['p shown', 'p seen'])
  })
})

describe('soft tones in the therapist’s headphones', () => {
  function listening(tones: Partial<Tones> = {}, visible = false) {
    const { cues, press, practise, page } = desk(visible)
    const clock = new ManualClock()
    let heard = 0
    const listen = new TherapistTones({
      open: cues.open, inView: () => page.get(), chosen: () => ({ ...USUAL_TONES, ...tones }), play: () => void (heard += 1), clock,
      now: () => clock.now(),
    })
    return { cues, press, practise, clock, listen, heard: () => heard }
  }

  test('CI23 while the page is hidden a signal sounds once, and its repeats do not', () => {
    const { press, heard, practise } = listening()
    press('a')
    press('b')
    practise('p')
    expect(heard()).toBe(1)
    press('c', 'off')
    expect(heard()).toBe(2)
  })

  test('CI23 in view nothing sounds, nor where it was agreed otherwise', () => {
    const [inView, off] = [listening({}, true), listening({ whileHidden: 'off' })]
    for (const { press, heard } of [inView, off]) {
      press('a')
      expect(heard()).toBe(0)
    }
  })

  test('CI23 unanswered for 45 seconds it sounds once, only if they chose that; never for “I can’t talk freely”', () => {
    for (const [whenLate, code, expected] of [['on', 'slower', 1], ['off', 'slower', 0], ['on', 'not_private', 0]] as const) {
      const { press, clock, heard, listen } = listening({ whenLate }, true)
      press('a', code)
      clock.advance(LATE_AFTER - 1)
      expect(heard()).toBe(0)
      clock.advance(LATE_AFTER)
      expect(heard()).toBe(expected)
      listen.close()
      expect(clock.waiting).toBe(0)
    }
  })

  test('CI23 answered in time it does not sound', () => {
    const { cues, press, clock, heard } = listening({ whenLate: 'on' }, true)
    cues.acknowledge(press('a'))
    clock.advance(2 * LATE_AFTER)
    expect(heard()).toBe(0)
  })
})
