/** The other side's picture and sound as one stream for the life of the link: the page binds it once. */
export class Remote {
  readonly stream = new MediaStream()

  /** Puts these tracks in place of the ones before. */
  show(tracks: readonly MediaStreamTrack[]): void {
    for (const old of this.stream.getTracks()) if (!tracks.includes(old)) this.stream.removeTrack(old)
    for (const track of tracks) this.stream.addTrack(track)
  }

  get isEmpty(): boolean {
    return this.stream.getTracks().length === 0
  }
}
