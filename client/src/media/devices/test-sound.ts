/** A short soft tone, so that a person can hear whether they will hear. */

/** Of the tone, seconds: long enough to find with the ear, with a gentle rise and fall and no sudden edge. */
const SECONDS = 1.2
const EDGE = 0.25
/** A third of full scale would startle on headphones. */
const GAIN = 0.12
/** A and E above it: an open fifth, neither alarm nor melody. */
const NOTES = [440, 660]

type SinkContext = AudioContext & { setSinkId?(deviceId: string): Promise<void> }

/** Plays on `deviceId`, or the system's loudspeaker where the browser does not let us choose. Resolves when it is over. */
export async function playTestSound(deviceId = ''): Promise<void> {
  const context: SinkContext = new AudioContext()
  try {
    if (deviceId !== '') await context.setSinkId?.(deviceId).catch(() => undefined)
    await context.resume()
    const now = context.currentTime
    const gain = new GainNode(context, { gain: 0 })
    gain.gain.setValueAtTime(0, now)
    gain.gain.linearRampToValueAtTime(GAIN, now + EDGE)
    gain.gain.setValueAtTime(GAIN, now + SECONDS - EDGE)
    gain.gain.linearRampToValueAtTime(0, now + SECONDS)
    gain.connect(context.destination)
    await Promise.all(NOTES.map((frequency) => new Promise<void>((resolve) => {
      const tone = new OscillatorNode(context, { frequency })
      tone.connect(gain)
      tone.onended = () => resolve()
      tone.start(now)
      tone.stop(now + SECONDS)
    })))
  } finally {
    await context.close()
  }
}
