/** What a page can do to itself so that nothing of it is seen, heard or come back to. */

/** `root`: where the app is drawn. Taken out of the page it is neither seen nor heard, and the app goes on undisturbed. */
export const pageExit = (root: HTMLElement) => ({
  blank(): void {
    for (const sound of document.querySelectorAll<HTMLMediaElement>('video, audio')) sound.srcObject = null
    root.remove()
    document.querySelector('link[rel~="icon"]')?.remove()
    document.title = 'New page'
  },
  beacon(path: string, body: unknown): boolean {
    // Some people switch beacons off; leaving goes on all the same.
    return navigator.sendBeacon?.(`/api${path}`, new Blob([JSON.stringify(body)], { type: 'application/json' })) ?? false
  },
  replaceWith(address: string): void {
    location.replace(address)
  },
})
