/** The person's camera, microphone and loudspeaker: what is on, what is wrong, and what else could be used. */
import { type Observable, observable, sameFields } from '../../lib/observable.ts'
import { Scope } from '../../lib/scope.ts'
import { makeCapture, TRACK_KIND } from './capture.ts'
import type { Capture, Started, Wish } from './capture.ts'
import { DeviceList } from './list.ts'
import type {
  CaptureKind, ChosenDevices, DeviceChoices, DeviceKind, Devices, DeviceState, DeviceStates, LostDevice, Memory, QuietSounds, SpeakerState,
} from './port.ts'
import { unsupportedDevices } from './unsupported.ts'

export interface DevicesOptions {
  /** Left out: nothing is remembered. */
  memory?: Memory
  /** In place of 1280 × 720 at 30 frames a second. */
  videoConstraints?: MediaTrackConstraints
  /** Whether sound can be sent to a chosen loudspeaker; left out: asked of the browser. */
  canChooseSpeaker?: boolean
}

const FORGETFUL: Memory = { get: () => null, set: () => undefined }
const hasSinkId = () => typeof HTMLMediaElement !== 'undefined' && 'setSinkId' in HTMLMediaElement.prototype

/** `mediaDevices`: the browser's, `undefined` where there is none. Nothing is asked of the person until `turnOn`. */
export function createDevices(mediaDevices: MediaDevices | undefined, options: DevicesOptions = {}): Devices {
  if (mediaDevices === undefined || typeof mediaDevices.getUserMedia !== 'function') return unsupportedDevices()
  return new BrowserDevices(mediaDevices, options)
}

class BrowserDevices implements Devices {
  readonly state: Observable<DeviceStates>
  readonly list: Observable<DeviceChoices>
  readonly #chosen = observable<ChosenDevices>({ camera: null, microphone: null, speaker: null })
  readonly chosen: Observable<ChosenDevices> = this.#chosen
  readonly #lost = observable<LostDevice | null>(null)
  readonly lost: Observable<LostDevice | null> = this.#lost
  readonly #quiet = observable<QuietSounds>('filtered')
  readonly quietSounds: Observable<QuietSounds> = this.#quiet
  readonly #state
  readonly #list: DeviceList
  readonly #capture: Capture
  readonly #memory: Memory
  readonly #scope = new Scope()
  /** Raised by every start and stop of a kind: a start that is no longer the newest comes to nothing. */
  readonly #turn = { camera: 0, microphone: 0 }

  constructor(mediaDevices: MediaDevices, { memory = FORGETFUL, videoConstraints, canChooseSpeaker }: DevicesOptions) {
    this.#memory = memory
    if (memory.get('quietSounds') === 'letThrough') this.#quiet.set('letThrough')
    this.#capture = makeCapture(mediaDevices, () => this.#quiet.get(), videoConstraints)
    this.#list = new DeviceList(mediaDevices)
    this.list = this.#list.choices
    this.#state = observable<DeviceStates>({
      camera: { state: 'off' }, microphone: { state: 'off' }, speaker: { state: (canChooseSpeaker ?? hasSinkId()) ? 'default' : 'unsupported' },
    })
    this.state = this.#state
    this.#scope.listen(mediaDevices, 'devicechange', () => void this.#follow())
    void this.#refresh()
  }

  async turnOn(kind: CaptureKind, deviceId?: string): Promise<DeviceState> {
    this.#settle(kind)
    await this.#start({ [kind]: this.#wish(kind, deviceId) })
    return this.#state.get()[kind]
  }

  async turnOnBoth(): Promise<DeviceStates> {
    this.#settle('camera')
    this.#settle('microphone')
    await this.#start({ camera: this.#wish('camera'), microphone: this.#wish('microphone') })
    return this.#state.get()
  }

  turnOff(kind: CaptureKind): void {
    this.#settle(kind)
    this.#turn[kind] += 1
    this.#put(kind, { state: 'off' })
  }

  async choose(kind: DeviceKind, deviceId: string): Promise<void> {
    const choice = this.#list.byId(kind, deviceId)
    if (choice?.label) this.#memory.set(kind, choice.label)
    this.#settle(kind)
    this.#tellChosen()
    if (kind === 'speaker') this.#chooseSpeaker()
    else if (this.#state.get()[kind].state === 'on') await this.turnOn(kind, deviceId)
  }

  async setQuietSounds(quiet: QuietSounds): Promise<void> {
    this.#memory.set('quietSounds', quiet)
    this.#quiet.set(quiet)
    const now = this.#state.get().microphone
    if (now.state !== 'on') return
    // While the old track runs Chromium gives the same microphone with the same filters again; with `exact` it takes
    // the echo canceller off as well. Our own stop is no loss of a device, and nobody is told that it is off.
    now.track.stop()
    await this.turnOn('microphone', now.deviceId)
  }

  close(): void {
    this.#scope.close()
    this.turnOff('camera')
    this.turnOff('microphone')
  }

  #wish(kind: CaptureKind, deviceId = this.#list.byLabel(kind, this.#memory.get(kind))?.deviceId): Wish {
    return { deviceId: deviceId || undefined }
  }

  async #start(wishes: Partial<Record<CaptureKind, Wish>>): Promise<void> {
    const kinds = Object.keys(wishes) as CaptureKind[]
    const turns = kinds.map((kind) => (this.#turn[kind] += 1))
    for (const kind of kinds) if (this.#state.get()[kind].state !== 'on') this.#put(kind, { state: 'starting' })
    const started = await this.#capture(wishes)
    kinds.forEach((kind, i) => {
      const outcome = started[kind] ?? { state: 'failed' }
      if (this.#turn[kind] === turns[i]) this.#take(kind, outcome)
      else if (outcome.state === 'on') outcome.track.stop()
    })
    await this.#refresh()
    await Promise.all(kinds.filter((kind, i) => this.#turn[kind] === turns[i])
      .map((kind) => this.#preferRemembered(kind, wishes[kind])))
  }

  #take(kind: CaptureKind, outcome: Started): void {
    this.#put(kind, outcome)
    if (outcome.state !== 'on') return
    // Fires when the device goes away, not for our own `stop()`.
    outcome.track.addEventListener('ended', () => {
      const now = this.#state.get()[kind]
      if (now.state === 'on' && now.track === outcome.track) void this.#replace(kind)
    }, { once: true })
  }

  /** The device went away by itself: the default takes its place, and its owner is told. */
  async #replace(kind: CaptureKind): Promise<void> {
    const turn = this.#turn[kind] + 1
    await this.#start({ [kind]: {} })
    if (this.#turn[kind] !== turn) return
    const now = this.#state.get()[kind]
    this.#lost.set({ kind, instead: now.state === 'on' ? now.label : null })
  }

  /** Its owner has seen to this kind: there is nothing more to tell of it. */
  #settle(kind: DeviceKind): void {
    if (this.#lost.get()?.kind === kind) this.#lost.set(null)
  }

  /** Before the first permission labels are hidden: only now can the remembered device be told from the others. */
  async #preferRemembered(kind: CaptureKind, wish: Wish | undefined): Promise<void> {
    const now = this.#state.get()[kind]
    const remembered = this.#list.byLabel(kind, this.#memory.get(kind))
    if (wish?.deviceId !== undefined || now.state !== 'on' || !remembered || remembered.label === now.label) return
    await this.#start({ [kind]: { deviceId: remembered.deviceId } })
  }

  #put<Kind extends keyof DeviceStates>(kind: Kind, state: DeviceStates[Kind]): void {
    const before = this.#state.get()[kind]
    if (before.state === 'on' && before !== state) before.track.stop()
    this.#state.set({ ...this.#state.get(), [kind]: state })
    this.#tellChosen()
  }

  #tellChosen(): void {
    const now = this.#state.get()
    const remembered = (kind: DeviceKind) => this.#list.byLabel(kind, this.#memory.get(kind))?.deviceId ?? null
    const used = (kind: CaptureKind) => {
      const device = now[kind]
      return device.state === 'on' ? device.deviceId : remembered(kind)
    }
    const chosen = { camera: used('camera'), microphone: used('microphone'), speaker: remembered('speaker') }
    if (!sameFields(chosen, this.#chosen.get())) this.#chosen.set(chosen)
  }

  /** The system's default, also when the chosen one was unplugged. */
  #chooseSpeaker(): void {
    const before = this.#state.get().speaker
    if (before.state === 'unsupported') return
    const choice = this.#list.byLabel('speaker', this.#memory.get('speaker'))
    const now: SpeakerState = choice === undefined ? { state: 'default' } : { state: 'chosen', ...choice }
    if (before.state === 'chosen' && now.state === 'default') this.#lost.set({ kind: 'speaker', instead: null })
    if (now.state === 'chosen') this.#settle('speaker')
    this.#put('speaker', now)
  }

  async #refresh(): Promise<void> {
    await this.#list.refresh()
    if (this.#scope.closed) return
    this.#chooseSpeaker()
  }

  /** Something was plugged in or out: what was missing may be there now, and is off until its owner turns it on. */
  async #follow(): Promise<void> {
    const before = { camera: this.#list.all('camera').length, microphone: this.#list.all('microphone').length }
    await this.#refresh()
    for (const kind of Object.keys(TRACK_KIND) as CaptureKind[]) {
      const isNew = this.#list.all(kind).length > before[kind]
      if (isNew && this.#state.get()[kind].state === 'missing') this.#put(kind, { state: 'off' })
    }
  }
}
