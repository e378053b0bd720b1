/**
 * A session under one grant, as one browser lives it: the sealed conversation, the media link beside it, and the
 * sending rule between them. Made when the grant is there (or read again after a reload) and closed when it is over.
 */
import { CLIENT, THERAPIST } from '@fermata/shared/ids'
import { pairState, type PairState, type Switch, vouchedFor } from '@fermata/shared/pair'
import type { Delivered, Signal } from '@fermata/shared/protocol'
import { memo, type Observable } from '../../lib/observable.ts'
import { Scope } from '../../lib/scope.ts'
import type { MediaLink } from '../../media/port.ts'
import type { Clock } from '@fermata/shared/clock'
import type { TabKeep } from '../../lib/keep.ts'
import type { Correspondence } from '../correspondence.ts'
import { GivingWay } from './giving-way.ts'

/** This person's own tracks, `null` where they are off or missing. */
export interface OwnTracks {
  audio: MediaStreamTrack | null
  video: MediaStreamTrack | null
}

export interface OwnMedia {
  tracks: Observable<OwnTracks>
  switches: Observable<{ microphone: Switch; camera: Switch }>
  screen: Observable<MediaStreamTrack | null>
}

export interface CallParts {
  as: 'client' | 'therapist'
  link: MediaLink
  correspondence: Correspondence
  media: OwnMedia
  /** The other side's certificate from the door (knock or grant); a reloaded page vouches for its new one by a fact. */
  otherCertificate: string
  /** `fresh`: this link was prepared at the door. `again`: the page was reloaded, and its certificate is new. */
  start: 'fresh' | 'again'
  keep: TabKeep
  clock: Clock
}

export class Call {
  readonly link: MediaLink
  readonly correspondence: Correspondence
  readonly pair: Observable<PairState>
  readonly giving: GivingWay
  readonly #scope = new Scope()

  constructor(parts: CallParts) {
    const { link, correspondence, media } = parts
    this.link = link
    this.correspondence = correspondence
    const { journal } = correspondence
    this.pair = memo(journal, pairState)

    this.#scope.onClose(() => {
      correspondence.close()
      link.close()
    })
    this.#scope.onClose(link.onText((text) => correspondence.receiveText(text)))
    this.#scope.onClose(correspondence.onHint((hint) => hint.k === 'signal' && link.receive(hint.signal)))

    const pathWhenConnected = (): void => {
      if (link.state.get().state === 'connected') correspondence.usePath((text) => link.send(text))
    }
    this.#scope.onClose(link.state.watch(pathWhenConnected))
    pathWhenConnected()

    const other = parts.as === 'client' ? THERAPIST : CLIENT
    const vouched = memo(journal, (said) => vouchedFor(said, other, correspondence.turn))
    const trust = (): void => link.trust(vouched.get() ?? parts.otherCertificate)
    this.#scope.onClose(vouched.watch(trust))
    trust()

    const send = (): void => void link.setTracks(media.tracks.get())
    this.#scope.onClose(media.tracks.watch(send))
    send()

    const asked = memo(this.pair, (pair) => pair[parts.as === 'client' ? 'therapist' : 'client'].asked)
    this.giving = new GivingWay({ link, correspondence, other: asked, keep: parts.keep, clock: parts.clock, scope: this.#scope.child(), start: parts.start })

    // The word goes first: whoever sees the screen knows that it is one.
    const share = (screen: MediaStreamTrack | null): void => {
      void correspondence.say({ k: 'sharing', what: screen === null ? 'nothing' : 'screen' })
      void link.sending.showScreen(screen).catch(() => undefined)
    }
    this.#scope.onClose(media.screen.watch(share))
    if (media.screen.get() !== null) share(media.screen.get())
    // Before a reload this page may have said that it shares; what it shared ended with it.
    const take = memo(this.pair, (pair) => pair[parts.as].sharing)
    const takeBack = (): void => void (take.get() === 'screen' && media.screen.get() === null && share(null))
    this.#scope.onClose(take.watch(takeBack))

    const tell = (): void => void correspondence.say({ k: 'switches', ...media.switches.get() })
    this.#scope.onClose(media.switches.watch(tell))
    if (parts.start === 'again') {
      // The new certificate must be vouched for before any description that carries it.
      void correspondence.say({ k: 'certificate', sha256: link.certificate }).then(() => link.rebuild())
    }
    tell()
  }

  /** One negotiation step to the other side. */
  signal(signal: Signal): void {
    void this.correspondence.hint({ k: 'signal', signal })
  }

  receive(delivered: Delivered): void {
    this.correspondence.receive(delivered)
  }

  /** Runs `cleanup` when the call is closed. */
  onClose(cleanup: () => void): void {
    this.#scope.onClose(cleanup)
  }

  close(): void {
    this.#scope.close()
  }
}
