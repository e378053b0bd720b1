import { CLIENT, type FactId, type KnockId, type SessionId, THERAPIST } from '@fermata/shared/ids'
import type { Said } from '@fermata/shared/pair'
import { describe, expect, test } from 'vitest'
import { journalOf, said } from '../../../test/support/session/statements.ts'
import { memoryKeep } from '../lib/keep.ts'
import { observable } from '../lib/observable.ts'
import type { Call } from './call/call.ts'
import type { FactBody } from './correspondence.ts'
import { Reopening, sayHeardEnd } from './reopening.ts'
import { sendingRule } from './client/sending-rule.ts'

const session = 'the session' as SessionId
const knock = 'a knock' as KnockId
const ended = (seq: number) => said(THERAPIST, seq, { k: 'ended' })
const reopened = (seq: number, from = THERAPIST) => said(from, seq, { k: 'reopened' }, 0, `reopened ${seq}`)

describe('a session that is over in this tab', () => {
  test('RS5 is brought back by the own tap alone, and a reload forgets neither the end nor the tap', () => {
    const keep = memoryKeep()
    new Reopening(keep).isOver(session, null)
    expect(new Reopening(keep).of(session)).toMatchObject({ asked: 'no' })
    new Reopening(keep).ask(session, 'yes')
    const here = new Reopening(keep)
    here.isOver(session, journalOf(ended(1)))
    expect(here.of(session), 'hearing of the end again takes back no tap').toMatchObject({ asked: 'yes' })
    expect(here.of('another session' as SessionId)).toBeNull()
    here.goesOn(session)
    expect(new Reopening(keep).over.get()).toBeNull()
  })

  test('RS5 and for the client by the therapist’s sealed word after the end, not by one that was heard before it', () => {
    const here = new Reopening(memoryKeep())
    const first = journalOf(ended(1))
    here.isOver(session, first)
    expect(here.isHeard(session, first)).toBe(false)
    expect(here.isHeard(session, journalOf()), 'a server that shows nothing').toBe(false)
    expect(here.isHeard(session, journalOf(ended(1), reopened(2, CLIENT)))).toBe(false)
    const on = journalOf(ended(1), reopened(2))
    expect(here.isHeard(session, on)).toBe(true)

    here.goesOn(session)
    here.isOver(session, journalOf(...on.values(), ended(3)))
    expect(here.of(session)).toMatchObject({ heard: 'reopened 2' as FactId })
    expect(here.isHeard(session, on), 'a server that keeps the second end back').toBe(false)
    expect(here.isHeard(session, journalOf(...on.values(), ended(3), reopened(4)))).toBe(true)
    expect(here.isHeard(session, journalOf(...on.values(), ended(5), reopened(4)))).toBe(false)
  })

  test('RS8 what was knocked since it was over is remembered, also through a reload', () => {
    const keep = memoryKeep()
    const here = new Reopening(keep)
    here.knocked(knock)
    expect(here.over.get()).toBeNull()
    here.isOver(session, null)
    here.knocked(knock)
    expect(new Reopening(keep).of(session)?.knocks).toEqual([knock])
    // As an earlier version of this page left it.
    keep.set('over', JSON.stringify({ session, asked: 'no', heard: null }))
    expect(new Reopening(keep).of(session)).toEqual({ session, asked: 'no', heard: null, knocks: [] })
  })

  test('RS9 the client says which end they heard, of each end once', () => {
    const journal = observable(journalOf())
    const told: object[] = []
    const say = (body: FactBody): Promise<FactId> => {
      told.push(body)
      const { seq } = body as { seq: number }
      journal.set(journalOf(...journal.get().values(), said(CLIENT, seq, body)))
      return Promise.resolve('said' as FactId)
    }
    const hear = (...facts: Said[]): void => {
      journal.set(journalOf(...journal.get().values(), ...facts))
      sayHeardEnd({ correspondence: { journal, say } as unknown as Call['correspondence'] })
    }
    hear(reopened(1))
    expect(told).toEqual([])
    hear(ended(2))
    hear(ended(2), reopened(3))
    expect(told).toEqual([{ k: 'heardEnd', turn: 0, seq: 2 }])
    hear(ended(4))
    expect(told.at(-1)).toEqual({ k: 'heardEnd', turn: 0, seq: 4 })
  })

  test('RS5 nothing is sent while it is over by the therapist’s word, whatever the switches and the pause', () => {
    const over = observable(true)
    const tracks = observable({ audio: {} as MediaStreamTrack, video: null })
    const switches = observable({ microphone: 'on', camera: 'on' } as const)
    const rule = sendingRule({ tracks, switches, screen: observable<MediaStreamTrack | null>(null) }, observable({ n: 0, on: false, keep: 'see' as const }), over)
    expect(rule.tracks.get()).toEqual({ audio: null, video: null })
    over.set(false)
    expect(rule.tracks.get()).toBe(tracks.get())
  })
})
