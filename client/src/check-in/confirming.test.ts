import type { CheckInCode } from '@fermata/shared/check-in'
import type { Confirmation } from '@fermata/shared/protocol'
import { expect, test } from 'vitest'
import { observable } from '../lib/observable.ts'
import { confirming } from './confirming.ts'
import type { MySignal } from './my-signals.ts'

const signal = (state: 'sending' | 'onScreen' | 'seen', code: CheckInCode = 'slower'): MySignal => ({ state, code, reply: null, undo: 'over' })

function listen(how: Confirmation) {
  const latest = observable<MySignal>({ state: 'rest' })
  const heard: string[] = []
  confirming(latest, () => how, { tone: () => heard.push('tone'), vibrate: () => heard.push('vibration') })
  return { latest, heard }
}

test.each([['tone', ['tone']], ['vibration', ['vibration']], ['shape', []], ['visual', []]] as const)(
  'QS5 %s: once for each signal, when it is on their screen', (how, expected) => {
    const { latest, heard } = listen(how)
    for (const state of ['sending', 'onScreen', 'seen'] as const) latest.set(signal(state))
    expect(heard).toEqual(expected)
    latest.set(signal('sending'))
    latest.set(signal('onScreen'))
    expect(heard).toEqual([...expected, ...expected])
  },
)

test('QS5 “I can’t talk freely” is confirmed by shape alone', () => {
  const { latest, heard } = listen('tone')
  latest.set(signal('onScreen', 'not_private'))
  expect(heard).toEqual([])
})
