/** The steps of the own picture as a browser's sender takes them, and how small it begins. */
import { type Cancel, type Clock, SECOND } from '@fermata/shared/clock'
import type { Scope } from '../../lib/scope.ts'
import type { PictureStep } from '../port.ts'

/**
 * Measured: 120 kbit/s gave 320 × 240 at 11 frames; 35 kbit/s at half the size and 6 frames left 0.8 % of the sound
 * made up where the whole picture left 14 %. A camera here sends up to 1280 × 720, so the smallest is a quarter of that.
 */
const ENCODINGS: Record<PictureStep, RTCRtpEncodingParameters> = {
  whole: { active: true, scaleResolutionDownBy: 1, priority: 'low' },
  smaller: { active: true, scaleResolutionDownBy: 2, maxBitrate: 120_000, maxFramerate: 12, priority: 'very-low' },
  smallest: { active: true, scaleResolutionDownBy: 4, maxBitrate: 35_000, maxFramerate: 6, priority: 'very-low' },
  held: { active: false, scaleResolutionDownBy: 4, priority: 'very-low' },
}

/** A shared screen is read, so it keeps its size and gives up frames instead. */
const OF_A_SCREEN: Record<PictureStep, RTCRtpEncodingParameters> = {
  whole: { active: true, scaleResolutionDownBy: 1, priority: 'low' },
  smaller: { active: true, scaleResolutionDownBy: 1, maxBitrate: 120_000, maxFramerate: 5, priority: 'very-low' },
  smallest: { active: true, scaleResolutionDownBy: 1, maxBitrate: 60_000, maxFramerate: 2, priority: 'very-low' },
  held: { active: false, scaleResolutionDownBy: 1, priority: 'very-low' },
}

/**
 * A browser begins each call at 300 kbit/s and throws its first four frames away when they are too large for that
 * (libwebrtc's initial frame dropper; measured: 400 ms later on a camera of ten frames). 320 × 180 is never too large.
 */
export const FIRST: RTCRtpEncodingParameters = { active: true, scaleResolutionDownBy: 4, priority: 'low' }
const BEGINS_AS: Record<PictureStep, RTCRtpEncodingParameters> = {
  whole: FIRST, smaller: ENCODINGS.smallest, smallest: ENCODINGS.smallest, held: ENCODINGS.held,
}
/** By then the browser has found out how much goes through, and the picture gets its size. */
const SMALL_FOR = 1 * SECOND

/** What one peer sends of the own camera, and of a screen beside it. */
export class OwnPicture {
  #step: PictureStep = 'whole'
  #size: 'first' | 'growing' | 'full' = 'first'
  #cancel: Cancel = () => undefined

  constructor(
    private readonly clock: Clock,
    private readonly scope: Scope,
    private readonly sender: (of: 'video' | 'screen') => RTCRtpSender | undefined,
  ) {
    scope.onClose(() => this.#cancel())
  }

  /** From now on this much of it. */
  async keep(step: PictureStep): Promise<void> {
    if (step === 'whole' && this.#step === 'whole') return
    this.#step = step
    await this.apply()
  }

  /** The camera's picture can leave from now on: it grows once it has been seen small. */
  shown(): void {
    if (this.#size !== 'first') return
    this.#size = 'growing'
    this.#cancel = this.clock.after(SMALL_FOR, () => {
      this.#size = 'full'
      void this.apply()
    })
  }

  /** There is a path again, and what was sent meanwhile is gone: as at the beginning, a small whole picture comes at once. */
  anew(): void {
    if (this.#size === 'first') return
    this.#cancel()
    this.#size = 'first'
    void this.apply()
    this.shown()
  }

  /** Says it again, once there is something to send by. */
  async apply(): Promise<void> {
    const encodings = {
      video: this.#size === 'full' ? ENCODINGS[this.#step] : BEGINS_AS[this.#step],
      screen: OF_A_SCREEN[this.#step],
    }
    for (const of of ['video', 'screen'] as const) {
      const sender = this.sender(of)
      if (sender && !this.scope.closed) await applyEncoding(sender, encodings[of])
    }
  }
}

/** Without a negotiation; a sender that has nothing to send by yet is left as it is. */
async function applyEncoding(sender: RTCRtpSender, next: RTCRtpEncodingParameters): Promise<void> {
  const parameters = sender.getParameters()
  const encoding = parameters.encodings?.[0]
  if (encoding === undefined) return
  delete encoding.maxBitrate
  delete encoding.maxFramerate
  Object.assign(encoding, next)
  // Fails when the peer is closed in this moment, and where a browser knows less of it: then the picture stays as it was.
  await sender.setParameters(parameters).catch(() => undefined)
}
