/** Asks the browser for tracks and says in our words how it went. */
import type { CaptureKind, DeviceState, QuietSounds } from './port.ts'

export type Started = Exclude<DeviceState, { state: 'off' | 'starting' }>

export interface Wish {
  /** Must be this device; left out: the default. */
  deviceId?: string | undefined
}

export const TRACK_KIND = { camera: 'video', microphone: 'audio' } as const

/** Faces need no more; the bitrate ladder goes down from here. */
const VIDEO: MediaTrackConstraints = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } }
const audio = (quiet: QuietSounds): MediaTrackConstraints =>
  ({ echoCancellation: true, noiseSuppression: quiet === 'filtered', autoGainControl: true })

export type Capture = (wishes: Partial<Record<CaptureKind, Wish>>) => Promise<Partial<Record<CaptureKind, Started>>>

/** One prompt for everything wished; `videoConstraints` in place of 1280 × 720 at 30. `quiet`: what holds at each start. */
export function makeCapture(
  mediaDevices: MediaDevices, quiet: () => QuietSounds, videoConstraints: MediaTrackConstraints = VIDEO,
): Capture {
  const constraints = (base: MediaTrackConstraints, wish: Wish | undefined): MediaTrackConstraints | false => {
    if (wish === undefined) return false
    return wish.deviceId === undefined ? base : { ...base, deviceId: { exact: wish.deviceId } }
  }

  return async function capture(wishes): ReturnType<Capture> {
    const kinds = (['camera', 'microphone'] as const).filter((kind) => wishes[kind] !== undefined)
    try {
      const stream = await mediaDevices.getUserMedia({
        video: constraints(videoConstraints, wishes.camera), audio: constraints(audio(quiet()), wishes.microphone),
      })
      const tracks = stream.getTracks()
      return Object.fromEntries(kinds.map((kind) => [kind, describe(tracks.find((track) => track.kind === TRACK_KIND[kind]))]))
    } catch (error) {
      const name = error instanceof Error || error instanceof DOMException ? error.name : ''
      // The wished device is not there (any more): the default will do.
      if (name === 'OverconstrainedError' && kinds.some((kind) => wishes[kind]?.deviceId !== undefined)) {
        return capture(Object.fromEntries(kinds.map((kind) => [kind, {}])))
      }
      if (kinds.length < 2) return Object.fromEntries(kinds.map((kind) => [kind, refused(name)]))
      return { ...(await capture({ microphone: wishes.microphone ?? {} })), ...(await capture({ camera: wishes.camera ?? {} })) }
    }
  }
}

function describe(track: MediaStreamTrack | undefined): Started {
  if (track === undefined) return { state: 'failed' }
  return { state: 'on', track, label: track.label, deviceId: track.getSettings().deviceId ?? '' }
}

/** The names of `getUserMedia`'s errors (W3C mediacapture-main §10.2); AbortError: the hardware would not start. */
function refused(name: string): Started {
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return { state: 'denied' }
    case 'NotReadableError':
    case 'AbortError':
      return { state: 'busy' }
    case 'NotFoundError':
      return { state: 'missing' }
    default:
      return { state: 'failed' }
  }
}
