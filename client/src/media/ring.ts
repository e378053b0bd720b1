/**
 * The desk's ring: two soft tones, again every few seconds while somebody waits unanswered. Browsers play no sound
 * before a first tap on the page; until then the desk says so.
 */
import { type Cancel, type Clock, SECOND } from '@fermata/shared/clock'
import { audioContext } from '../lib/abilities.ts'
import { type Observable, observable } from '../lib/observable.ts'

export type Sound = 'ready' | 'blocked'

const AGAIN_AFTER = 6 * SECOND
/** A falling fourth, quiet enough for a room in which somebody is talking. */
const TONES = [{ pitch: 587, at: 0 }, { pitch: 440, at: 0.35 }]
const LOUDNESS = 0.08
const TONE_LASTS = 0.9

export class Ring {
  readonly sound: Observable<Sound>
  readonly #sound = observable<Sound>('ready')
  readonly #context: AudioContext | null
  readonly #clock: Clock
  #again: Cancel | null = null

  constructor(clock: Clock, context = audioContext()) {
    this.#clock = clock
    this.#context = context
    this.sound = this.#sound
    context?.addEventListener('statechange', () => this.#look())
    this.#look()
  }

  /** After a tap the browser lets it sound. */
  async turnOn(): Promise<void> {
    await this.#context?.resume()
    this.#look()
  }

  start(): void {
    if (this.#again !== null) return
    const turn = (): void => {
      this.#play()
      this.#again = this.#clock.after(AGAIN_AFTER, turn)
    }
    turn()
  }

  stop(): void {
    this.#again?.()
    this.#again = null
  }

  #look(): void {
    this.#sound.set(this.#context?.state === 'running' ? 'ready' : 'blocked')
  }

  #play(): void {
    const context = this.#context
    if (context?.state !== 'running') return
    for (const { pitch, at } of TONES) {
      const begin = context.currentTime + at
      const tone = new OscillatorNode(context, { type: 'sine', frequency: pitch })
      const volume = new GainNode(context, { gain: 0 })
      volume.gain.linearRampToValueAtTime(LOUDNESS, begin + 0.03)
      volume.gain.exponentialRampToValueAtTime(0.0001, begin + TONE_LASTS)
      tone.connect(volume).connect(context.destination)
      tone.start(begin)
      tone.stop(begin + TONE_LASTS)
    }
  }
}
