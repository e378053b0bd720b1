import type { SessionId } from '@fermata/shared/ids'
import { expect, test } from 'vitest'
import { resumeView } from './resume-view.ts'

const session = 'the session' as SessionId

test('RS3 resuming is offered until the server’s clock says two minutes, by the tap or the server’s word shown as pressed', () => {
  const press = (): void => undefined
  const view = (asked: 'byYou' | 'byNobody', own: 'yes' | 'no', now: number) =>
    resumeView({ until: 100, asked }, { session, asked: own, heard: null, knocks: [] }, now, press)?.state ?? null
  expect([view('byNobody', 'no', 99), view('byNobody', 'yes', 99), view('byYou', 'no', 99)]).toEqual(['offered', 'pressed', 'pressed'])
  expect([view('byNobody', 'no', 100), view('byYou', 'yes', 100)]).toEqual([null, null])
  expect(resumeView(null, { session, asked: 'yes', heard: null, knocks: [] }, 0, press)).toBeNull()
  expect(resumeView(undefined, { session, asked: 'yes', heard: null, knocks: [] }, 999, press)).toEqual({ state: 'pressed' })
})
