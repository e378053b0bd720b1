/** Asks the browser for a screen, window or tab to show. */

/** The part of `navigator.mediaDevices` that is used; browsers of phones have none. */
export type ScreenSource = Pick<MediaDevices, 'getDisplayMedia'>

/** Has to follow a tap. `null`: nothing was chosen, or the browser or the system said no. */
export async function captureScreen(source: ScreenSource): Promise<MediaStreamTrack | null> {
  // No sound of the device: it would carry the other person's voice back to them.
  const stream = await source.getDisplayMedia({ video: { frameRate: { ideal: 15 } }, audio: false }).catch(() => null)
  const track = stream?.getVideoTracks()[0] ?? null
  // What is shown is read: sharp rather than smooth.
  if (track !== null && 'contentHint' in track) track.contentHint = 'detail'
  return track
}
