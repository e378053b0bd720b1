/** How loud a track is, to show a person that their microphone hears them. */
import type { Clock } from '@fermata/shared/clock'
import { audioContext } from '../../lib/abilities.ts'
import { observable } from '../../lib/observable.ts'
import type { Observable } from '../../lib/observable.ts'
import type { Scope } from '../../lib/scope.ts'

/** Fast enough to follow speech, cheap enough to run all the time, ms. */
const EVERY = 50
/** Speech close to a microphone has an RMS of 0.05 to 0.2; this maps it to the upper half of the scale. */
const QUIETEST_DB = -60
const LOUDEST_DB = -10

/** 0 (silence) to 1, each 50 ms, until `scope` closes. The track is only listened to, never stopped. */
export function watchLevel(track: MediaStreamTrack, clock: Clock, scope: Scope): Observable<number> {
  const level = observable(0)
  const context = audioContext()
  if (context === null) return level
  const analyser = new AnalyserNode(context, { fftSize: 1024 })
  const source = context.createMediaStreamSource(new MediaStream([track]))
  source.connect(analyser)
  // Until somebody has pressed something a browser may hold back what could make a sound; this makes none.
  const wake = (): void => void context.resume().catch(() => undefined)
  const presses = ['pointerdown', 'keydown'] as const
  for (const press of presses) globalThis.addEventListener(press, wake)
  wake()
  const samples = new Float32Array(analyser.fftSize)
  let cancel = clock.after(EVERY, function read() {
    analyser.getFloatTimeDomainData(samples)
    level.set(loudness(samples))
    cancel = clock.after(EVERY, read)
  })
  scope.onClose(() => {
    cancel()
    for (const press of presses) globalThis.removeEventListener(press, wake)
    source.disconnect()
    void context.close()
  })
  return level
}

/** Root mean square on a scale of decibels, as ears judge: 0 at −60 dB and below, 1 at −10 dB and above. */
export function loudness(samples: Float32Array): number {
  let sum = 0
  for (const sample of samples) sum += sample * sample
  const decibels = 10 * Math.log10(sum / Math.max(samples.length, 1))
  return Math.min(1, Math.max(0, (decibels - QUIETEST_DB) / (LOUDEST_DB - QUIETEST_DB)))
}
