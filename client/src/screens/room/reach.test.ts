import { createElement, type ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { TherapistPause } from './pause/TherapistPause.tsx'
import { hearingOf, type Reach, reachOf, type Sent } from './reach.ts'
import { NoPicture } from './stage/NoPicture.tsx'

const DEVICES = ['on', 'off', 'starting', 'denied', 'busy', 'missing', 'unsupported', 'failed', 'none'] as const
const every: Sent[] = (['flows', 'broken'] as const).flatMap((path) =>
  DEVICES.flatMap((camera) => DEVICES.flatMap((microphone) => (['sent', 'held'] as const).flatMap((picture) =>
    (['leaves', 'silent'] as const).flatMap((sound) => (['see', 'seeAndHear', 'neither'] as const).map((keep) =>
      ({ path, camera, microphone, picture, sound, keep })))))))

/** What a person reads: names stand in elements of their own. */
const read = (drawn: ReactElement): string => renderToStaticMarkup(drawn).replace(/<[^>]*>/g, '')

describe('who can see and hear whom', () => {
  test('PN270 nobody counts as seen but by a camera that is on, sent, kept, over a path that flows; nobody as heard but likewise', () => {
    for (const sent of every) {
      const reach = reachOf(sent)
      const flows = sent.path === 'flows' && sent.keep !== 'neither'
      expect(/seen/.test(reach), JSON.stringify(sent)).toBe(flows && sent.camera === 'on' && sent.picture === 'sent')
      expect(/heard/i.test(reach), JSON.stringify(sent)).toBe(flows && sent.microphone === 'on' && sent.sound === 'leaves' && sent.keep === 'seeAndHear')
    }
  })

  const ALL: Reach[] = ['seenAndHeard', 'seen', 'heard', 'neither']
  test.each(ALL.flatMap((mine) => ALL.map((theirs) => ({ mine, theirs }))))('PN270 without a picture: mine $mine, theirs $theirs', ({ mine, theirs }) => {
    const words = read(createElement(NoPicture, { name: 'Ines', hearing: hearingOf({ mine, theirs }) }))
    const [amHeard, amHearing] = [/heard/i.test(mine), /heard/i.test(theirs)]
    expect(words.includes('You can hear each other.')).toBe(amHeard && amHearing)
    expect(words.includes('You can hear Ines.')).toBe(!amHeard && amHearing)
    expect(words.includes('Ines can hear you.')).toBe(amHeard && !amHearing)
    expect(words.includes('You cannot hear each other now.')).toBe(!amHeard && !amHearing)
  })

  test.each(ALL)('PN271 in a pause the therapist reads what of theirs really reaches the client: %s', (reach) => {
    const nothing = (): void => {}
    const pause = {
      keep: 'seeAndHear', reach, connection: 'there', imHere: 'ready', finish: 'tooEarly', whenGone: null, onImHere: nothing, onOfferFinish: nothing,
    } as const
    const words = read(createElement(TherapistPause, { pause, name: 'Mara' }))
    const said = {
      seenAndHeard: 'They can see and hear you.', seen: 'They can see you. They cannot hear you.',
      heard: 'They can hear you. They cannot see you.', neither: 'They cannot see or hear you.',
    }
    expect(words).toContain(said[reach])
    expect(words.includes('Stay where they can see you.')).toBe(/seen/.test(reach))
  })
})
