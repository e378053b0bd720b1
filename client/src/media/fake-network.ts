/** The network between fake links: opens them, and can be cut and healed. */
import { FakeLink } from './fake-link.ts'
import { fakeHash } from './fake-media.ts'
import type { OpenLink } from './port.ts'

export class FakeNetwork {
  /** Every link ever opened, in order. */
  readonly links: FakeLink[] = []
  #whole = true

  readonly openLink: OpenLink = (options) => {
    const link = new FakeLink(options, this, fakeHash(this.links.length + 1))
    this.links.push(link)
    return Promise.resolve(link)
  }

  /** Whether media gets through. Signalling is somebody else's wire. */
  get whole(): boolean {
    return this.#whole
  }

  cut(): void {
    this.#become(false)
  }

  heal(): void {
    this.#become(true)
  }

  #become(whole: boolean): void {
    this.#whole = whole
    for (const link of this.links) link.settle()
  }
}
