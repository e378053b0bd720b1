/** Lets the own picture give way to sound, tells the other person when it is held, and keeps the choice of small ones. */
import type { Clock, Millis } from '@fermata/shared/clock'
import type { FactOf } from '@fermata/shared/protocol'
import { every } from '../../lib/every.ts'
import type { TabKeep } from '../../lib/keep.ts'
import { type Observable, observable } from '../../lib/observable.ts'
import type { Scope } from '../../lib/scope.ts'
import { broken, type Ladder, LOOK_EVERY, lower, next, type Quality, qualityOf, TOP } from '../../media/adaptation/ladder.ts'
import { type Reading, readingOf } from '../../media/adaptation/readings.ts'
import type { Counters, MediaLink, PictureStep } from '../../media/port.ts'
import type { Correspondence } from '../correspondence.ts'

/** Pictures as usual, or small ones both ways: for whoever pays for data or has little of it. */
export type Wanted = FactOf<'pictures'>['asked']

/** What small pictures are: the steps below them are still the path's to take. */
const SMALL: PictureStep = 'smaller'

/** Looks without a packet before it is said: 4 s, where a sound that is on sends fifty packets a second. */
const SILENT_FOR = 2

export interface GivingWayParts {
  link: Pick<MediaLink, 'sending' | 'state'>
  correspondence: Pick<Correspondence, 'say'>
  /** What the other person asked for. */
  other: Observable<Wanted>
  keep: TabKeep
  clock: Clock
  scope: Scope
  start: 'fresh' | 'again'
}

export class GivingWay {
  /** What the path lets through of the own picture; what people chose is not in it. */
  readonly step: Observable<PictureStep>
  readonly quality: Observable<Quality>
  readonly wanted: Observable<Wanted>
  /** Whether packets of the own sound leave; `no` only after two looks without any. Whether there is a microphone on is not asked here. */
  readonly soundLeaves: Observable<'yes' | 'no'>
  readonly #step = observable<PictureStep>('whole')
  readonly #quality = observable<Quality>('good')
  readonly #wanted
  readonly #soundLeaves = observable<'yes' | 'no'>('yes')
  #without = 0
  readonly #parts: GivingWayParts
  #ladder: Ladder = TOP
  #before: Counters | null = null
  #said: Pick<FactOf<'pictures'>, 'sent' | 'asked'> = { sent: 'sent', asked: 'usual' }

  constructor(parts: GivingWayParts) {
    this.#parts = parts
    this.#wanted = observable<Wanted>(parts.keep.get('pictures') === 'small' ? 'small' : 'usual')
    this.step = this.#step
    this.quality = this.#quality
    this.wanted = this.#wanted
    this.soundLeaves = this.#soundLeaves
    parts.scope.onClose(parts.other.watch(() => this.#settle()))
    parts.scope.onClose(parts.link.state.watch(({ state }) => state === 'connected' || this.#break()))
    parts.scope.onClose(every(parts.clock, LOOK_EVERY, () => void this.look()))
    this.#settle()
    // Before a reload it may have been said to be held.
    if (parts.start === 'again') this.#tell()
  }

  /** The person's own choice; it outlasts a reload of the tab. */
  want(wanted: Wanted): void {
    this.#parts.keep.set('pictures', wanted)
    this.#wanted.set(wanted)
    this.#settle()
  }

  /** One look at the counters; happens by itself every two seconds. */
  async look(): Promise<void> {
    const counted = await this.#parts.link.sending.counters()
    const counters = this.#parts.link.state.get().state === 'connected' ? counted : null
    const reading = this.#before && counters && readingOf(this.#before, counters)
    this.#before = counters
    if (this.#parts.scope.closed) return
    // What is being mended has no quality to speak of: the page says that it is coming back.
    if (reading !== null) this.#take(reading, this.#parts.clock.elapsed())
  }

  /**
   * What was lost while there was no way at all says nothing of how wide the next is: a picture held for that would be
   * away ten seconds longer than the way.
   */
  #break(): void {
    this.#before = null
    this.#ladder = broken(this.#ladder)
  }

  #take(reading: Reading, now: Millis): void {
    this.#without = reading.soundSent === 0 ? this.#without + 1 : 0
    this.#soundLeaves.set(this.#without < SILENT_FOR ? 'yes' : 'no')
    this.#ladder = next(this.#ladder, reading, now)
    this.#quality.set(qualityOf(this.#ladder, reading))
    this.#step.set(this.#ladder.step)
    this.#settle()
  }

  #settle(): void {
    const chosen = this.#wanted.get() === 'small' || this.#parts.other.get() === 'small' ? SMALL : 'whole'
    void this.#parts.link.sending.keepPicture(lower(this.#ladder.step, chosen))
    const now = { sent: this.#ladder.step === 'held' ? 'held' : 'sent', asked: this.#wanted.get() } as const
    if (now.sent === this.#said.sent && now.asked === this.#said.asked) return
    this.#said = now
    this.#tell()
  }

  #tell(): void {
    void this.#parts.correspondence.say({ k: 'pictures', ...this.#said })
  }
}
