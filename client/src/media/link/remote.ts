/** The other side's picture and sound, and the screen they may share: two streams for the life of the link, bound once by the page. */
export class Remote {
  readonly stream = new MediaStream()
  readonly screen = new MediaStream()

  /** Puts these tracks in place of the ones before: sound, camera, and the second picture. */
  show([sound, camera, screen]: readonly (MediaStreamTrack | undefined)[]): void {
    put(this.stream, [sound, camera])
    put(this.screen, [screen])
  }

  get isEmpty(): boolean {
    return this.stream.getTracks().length === 0
  }
}

function put(stream: MediaStream, tracks: readonly (MediaStreamTrack | undefined)[]): void {
  for (const old of stream.getTracks()) if (!tracks.includes(old)) stream.removeTrack(old)
  for (const track of tracks) if (track) stream.addTrack(track)
}
