/** View models that the states share. Every command does nothing: the gallery shows, it does not act. */
import { EMPTY_CARD, type Plan } from '@fermata/shared/agreed'
import { observable } from '../src/lib/observable.ts'
import type { CameraView, DevicesView, DeviceState, MicrophoneView } from '../src/screens/devices/view.ts'
import type { KnockView, RoomRowView } from '../src/screens/home/view.ts'
import type { CueView } from '../src/screens/room/cues/view.ts'
import type { SignalView } from '../src/screens/room/signals/view.ts'
import type { OwnTimeView, RoomView, ShareView, Time } from '../src/screens/room/view.ts'
import { type Choices, USUAL_CHOICES, USUAL_TONES } from '@fermata/shared/check-in'
import type { FactId, SessionId } from '@fermata/shared/ids'
import type { CardOf } from '../src/screens/room/card/view.ts'
import type { ChatView } from '../src/screens/room/chat/view.ts'
import type { RecordView } from '../src/screens/room/record/view.ts'
import type { ClientPlan } from '../src/screens/room/stage/ClientAttendance.tsx'
import type { WhenGone } from '../src/screens/room/stage/view.ts'
import type { TodayView } from '../src/screens/room/today/view.ts'
import type { PairSignalsView, SetUpView } from '../src/screens/room/set-up/view.ts'
import type { Faces } from './faces.ts'

/** States of screens by their names, each drawn with the two faces. */
export type States = Record<string, (faces: Faces) => React.ReactNode>

export const nothing = () => {}
export const NOW = Date.parse('2026-11-19T14:58:00')

export const camera = (state: DeviceState = 'on'): CameraView => ({
  kind: 'camera',
  state,
  choices: state === 'missing' || state === 'unsupported' ? [] : [
    { id: 'a', label: 'Built-in camera' },
    { id: 'b', label: 'Camera on the desk lamp (046d:0825)' },
  ],
  chosen: 'a',
  onToggle: nothing,
  onChoose: nothing,
})

export const microphone = (state: DeviceState = 'on'): MicrophoneView => ({
  kind: 'microphone',
  state,
  level: observable(0.58),
  choices: state === 'missing' || state === 'unsupported' ? [] : [{ id: 'a', label: 'Headset microphone' }],
  chosen: 'a',
  onToggle: nothing,
  onChoose: nothing,
})

export const devices = (cameraState: DeviceState = 'on', microphoneState: DeviceState = 'on'): DevicesView => ({
  camera: camera(cameraState),
  microphone: microphone(microphoneState),
  speaker: {
    kind: 'speaker',
    sound: 'quiet',
    choices: [{ id: 'a', label: 'Headset' }],
    chosen: null,
    onChoose: nothing,
    onPlaySound: nothing,
  },
  lost: null,
  onTryAgain: nothing,
})

export const room = (id: string, label: string, part: Partial<RoomRowView> = {}): RoomRowView => ({
  id,
  label,
  lastMet: NOW - 7 * 86_400_000,
  state: 'quiet',
  onOpen: nothing,
  onCopyLink: nothing,
  onRenewLink: nothing,
  onRecord: nothing,
  ...part,
})

export const knock = (part: Partial<KnockView> = {}): KnockView => ({
  id: 'k1',
  room: 'Jonas',
  card: { ...EMPTY_CARD, name: 'Jonas', overheard: 'alone', place: 'Rose Street 4, Halle', phone: '0151 234 567' },
  since: NOW - 120_000,
  admit: 'ready',
  told: 'nothing',
  onAdmit: nothing,
  onSoon: nothing,
  onNotToday: nothing,
  ...part,
})

export const signal = (part: Partial<SignalView> = {}): SignalView => ({
  state: 'rest',
  words: 'shown',
  therapist: 'there',
  reply: null,
  onUndo: null,
  labels: [],
  hidden: [],
  alias: '',
  openKey: 'q',
  practice: 'none',
  spoken: 'spoken',
  onSend: nothing,
  onSendAgain: nothing,
  onPractise: nothing,
  onBringBack: nothing,
  ...part,
})

export const cue = (code: CueView['code'], part: Partial<CueView> = {}): CueView => ({
  fact: `fact-${code}`,
  code,
  state: 'open',
  age: null,
  attention: 'plain',
  ...part,
})

export const share = (state: ShareView['state']): ShareView =>
  ({ state, onPrepare: nothing, onCancel: nothing, onStart: nothing, onStop: nothing })

/** What both rooms show, from one side. */
export const roomView = (faces: Faces, side: 'client' | 'therapist', part: Partial<RoomView> = {}): RoomView => ({
  remote: { stream: side === 'client' ? faces.therapist : faces.client, state: 'showing' },
  own: { stream: side === 'client' ? faces.client : faces.therapist, shown: 'shown', onToggle: nothing },
  devices: devices(),
  link: 'good',
  quality: 'good',
  share: share('no'),
  quietSounds: { state: 'filtered', onToggle: nothing },
  pictures: { wanted: 'usual', byOther: 'usual', onToggle: nothing },
  spokenCode: '402917',
  preferences: { keys: 'on', onKeys: nothing },
  ...part,
})

export const ownTime = (part: Partial<Time> = {}): OwnTimeView => ({ shown: 'shown', time: { now: NOW, until: NOW + 22 * 60_000, ...part }, onToggle: nothing })

/** Choices of a pair that has made some. */
export const choices: Choices = {
  ...USUAL_CHOICES, hidden: ['not_this', 'not_private'], names: [{ code: 'slower', word: 'Gently' }], alias: 'Notes', confirm: 'tone',
}

export const setUp = (part: Partial<SetUpView> = {}): SetUpView => ({
  choices: USUAL_CHOICES, onKeep: nothing, kept: 'kept', tones: USUAL_TONES, vibration: 'there', ...part,
})

export const pairSignals = (part: Partial<PairSignalsView> = {}): PairSignalsView => ({
  choices,
  suggestion: { note: 'suggestion', hidden: [], names: [] },
  onSuggest: nothing,
  tones: USUAL_TONES,
  onTones: nothing,
  past: [
    { fact: 'a' as FactId, code: 'slower', said: NOW, state: 'open' },
    { fact: 'b' as FactId, code: 'pause', said: NOW - 400_000, state: 'cleared' },
    { fact: 'c' as FactId, code: 'off', said: NOW - 900_000, state: 'seen' },
  ],
  side: 'end',
  onSide: nothing,
  window: { state: 'closed', onToggle: nothing },
  onOfferPause: nothing,
  onOfferSignals: nothing,
  ...part,
})

export const today = (seat: 'client' | 'therapist', part: Partial<TodayView> = {}): TodayView => ({
  points: [{ words: 'The letter from school', by: seat === 'client' ? 'me' : 'other' }, { words: 'How sleep went', by: seat === 'client' ? 'other' : 'me' }],
  room: 'yes',
  onAdd: nothing,
  onRemove: nothing,
  step: seat === 'client'
    ? { seat, words: 'Write two lines to Ada, and not send them yet', carried: null, onAgree: nothing, onSay: nothing }
    : { seat, words: 'Write two lines to Ada, and not send them yet', carried: null },
  kept: 'kept',
  ...part,
})

const KEPT = [
  { session: 'b' as SessionId, at: NOW - 7 * 86_400_000, signals: [{ code: 'off' as const, at: NOW - 7 * 86_400_000 + 600_000 }, { code: 'ok' as const, at: NOW - 7 * 86_400_000 + 900_000 }], pauses: 2 },
  { session: 'a' as SessionId, at: NOW - 14 * 86_400_000, signals: [], pauses: 0 },
]
export const record = (seat: 'client' | 'therapist'): RecordView => seat === 'client'
  ? { seat, wording: null, onChoose: nothing, consent: { signals: 'nothing', pauses: 'nothing' }, sessions: [], kept: 'kept' }
  : { seat, consent: { signals: 'keep', pauses: 'keep' }, sessions: KEPT, kept: 'kept' }

export const chat = (part: Partial<ChatView> = {}): ChatView => ({ written: [], waiting: 0, onWrite: nothing, onDrawn: nothing, ...part })

export const plan = (part: Partial<Plan> = {}): Plan =>
  ({ place: 'Rose Street 4, Halle', lastPlace: '', phone: '0151 234 567', calls: 'therapist', phrase: '', ...part })
export const whenGone = (part: Partial<WhenGone> = {}): WhenGone => ({ gone: 'lineDropped', what: 'therapistCalls', plan: plan(), ...part })
export const cutOff = (part: Partial<ClientPlan> = {}): ClientPlan => ({ what: 'therapistCalls', phone: plan().phone, ...part })
const CARD = { ...EMPTY_CARD, name: 'Mara', overheard: 'alone', phone: '0151 234 567' } as const
export const myCard = (part: Partial<CardOf<'client'>> = {}): CardOf<'client'> =>
  ({ seat: 'client', card: CARD, observers: null, remembered: 'nothing', kept: 'kept', onSay: nothing, ...part })
export const theirCard = (part: Partial<CardOf<'therapist'>> = {}): CardOf<'therapist'> =>
  ({ seat: 'therapist', card: CARD, observers: null, remembered: 'nothing', cutOff: whenGone(), onObservers: nothing, ...part })
