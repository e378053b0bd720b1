/** One end of the call: a link, what it captures, and what can be seen of the other side. */
import { openLink } from '../../../client/src/media/peer-link.ts'
import { observable } from '../../../client/src/lib/observable.ts'
import type { Source } from '../../../client/src/lib/observable.ts'
import type { IceSettings, LinkState, MediaLink } from '../../../client/src/media/port.ts'
import { clock } from './clock.ts'
import type { Side, Wire } from './wire.ts'

export interface End {
  link: MediaLink
  reachable: Source<boolean>
  states: LinkState['state'][]
  epochs: number[]
  texts: string[]
  /** Frames of the other side painted so far. */
  frames: number
  tracks: { audio: MediaStreamTrack; video: MediaStreamTrack }
  /** The browser's own connections of this link, oldest first. */
  peers: RTCPeerConnection[]
}

export interface EndOptions {
  firstEpoch?: number
  /** Sends no tracks until told to. */
  silent?: boolean
  ice?: IceSettings
  /** In place of 320 × 240 at ten frames. */
  camera?: MediaTrackConstraints
}

/** Which link a connection belongs to shows in its certificate. */
const owners = new Map<RTCCertificate, RTCPeerConnection[]>()
const Native = globalThis.RTCPeerConnection
const generate = Native.generateCertificate.bind(Native)
globalThis.RTCPeerConnection = class extends Native {
  constructor(configuration?: RTCConfiguration) {
    super(configuration)
    const [certificate] = configuration?.certificates ?? []
    if (certificate) owners.get(certificate)?.push(this)
  }
}

export async function makeEnd(side: Side, wire: Wire, options: EndOptions): Promise<End> {
  const { firstEpoch = 1, silent = false, ice = { iceServers: [], iceTransportPolicy: 'all' } } = options
  const peers: RTCPeerConnection[] = []
  globalThis.RTCPeerConnection.generateCertificate = async (algorithm) => {
    const certificate = await generate(algorithm)
    owners.set(certificate, peers)
    return certificate
  }
  const reachable = observable(true)
  const epochs: number[] = []
  const link = await openLink({
    role: side, clock, reachable, firstEpoch,
    signal: (signal) => reachable.get() && wire.send(side, signal),
    onEpoch: (epoch) => epochs.push(epoch),
  }, observable<IceSettings>(ice))
  wire.attach(side, (signal) => link.receive(signal))
  const stream = await navigator.mediaDevices.getUserMedia({
    video: options.camera ?? { width: 320, height: 240, frameRate: 10 }, audio: true,
  })
  const [audio] = stream.getAudioTracks()
  const [video] = stream.getVideoTracks()
  if (!audio || !video) throw new Error('no fake devices')
  const end: End = { link, reachable, states: [link.state.get().state], epochs, texts: [], frames: 0, tracks: { audio, video }, peers }
  link.state.watch(({ state }) => end.states.push(state))
  link.onText((text) => end.texts.push(text))
  if (!silent) await link.setTracks({ audio, video })
  watchFrames(end)
  return end
}

function watchFrames(end: End): void {
  const video = document.createElement('video')
  Object.assign(video, { muted: true, playsInline: true, autoplay: true, srcObject: end.link.remote })
  document.body.append(video)
  video.requestVideoFrameCallback(function painted() {
    // When its track ends, Chromium paints one black frame of 2 × 2 pixels.
    if (video.videoWidth > 2) end.frames += 1
    video.requestVideoFrameCallback(painted)
  })
}
