/** Two short soft tones: one to hear whether one will hear, and one that tells of a quiet signal. */

import { audioContext } from '../../lib/abilities.ts'

interface Tone {
  /** With a gentle rise and fall, and no sudden edge. */
  seconds: number
  edge: number
  /** A third of full scale would startle on headphones. */
  gain: number
  notes: readonly number[]
}

/** A and E above it: an open fifth, neither alarm nor melody; long enough to find with the ear. */
const TEST: Tone = { seconds: 1.2, edge: 0.25, gain: 0.12, notes: [440, 660] }
/** Softer and shorter: heard beside a voice, and not over it. */
const SOFT: Tone = { seconds: 0.5, edge: 0.2, gain: 0.05, notes: [523] }

type SinkContext = AudioContext & { setSinkId?(deviceId: string): Promise<void> }

/** Plays on `deviceId`, or the system's loudspeaker where the browser does not let us choose. Resolves when it is over. */
export const playTestSound = (deviceId = ''): Promise<void> => play(TEST, deviceId)

/** The tone of a quiet signal, for headphones; the same way. */
export const playSoftTone = (deviceId = ''): Promise<void> => play(SOFT, deviceId)

async function play({ seconds, edge, gain: loudness, notes }: Tone, deviceId: string): Promise<void> {
  const context: SinkContext | null = audioContext()
  if (context === null) return
  try {
    if (deviceId !== '') await context.setSinkId?.(deviceId).catch(() => undefined)
    await context.resume()
    const now = context.currentTime
    const gain = new GainNode(context, { gain: 0 })
    gain.gain.setValueAtTime(0, now)
    gain.gain.linearRampToValueAtTime(loudness, now + edge)
    gain.gain.setValueAtTime(loudness, now + seconds - edge)
    gain.gain.linearRampToValueAtTime(0, now + seconds)
    gain.connect(context.destination)
    await Promise.all(notes.map((frequency) => new Promise<void>((resolve) => {
      const tone = new OscillatorNode(context, { frequency })
      tone.connect(gain)
      tone.onended = () => resolve()
      tone.start(now)
      tone.stop(now + seconds)
    })))
  } finally {
    await context.close()
  }
}
