/** The steps of the own picture as a browser's sender takes them. */
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

/** Without a negotiation; a sender that has nothing to send by yet is left as it is. */
export async function applyStep(sender: RTCRtpSender, step: PictureStep, of: 'video' | 'screen'): Promise<void> {
  const parameters = sender.getParameters()
  const encoding = parameters.encodings?.[0]
  if (encoding === undefined) return
  delete encoding.maxBitrate
  delete encoding.maxFramerate
  Object.assign(encoding, (of === 'screen' ? OF_A_SCREEN : ENCODINGS)[step])
  // Fails when the peer is closed in this moment, and where a browser knows less of it: then the picture stays as it was.
  await sender.setParameters(parameters).catch(() => undefined)
}
