import { useEffect, useRef } from 'react'
import css from './Video.module.css'

export interface VideoProps {
  stream: MediaStream | null
  /** Whose picture: tests and styles find it by this. */
  role: 'remote-video' | 'own-video' | 'small-video' | 'screen-video'
  label: string
  /** One's own sound is never played back. */
  muted: boolean
  /** One's own picture is shown as in a mirror, in every language; another person's never. */
  mirrored?: boolean
  /** `whole`: nothing is cut off at the edges. */
  fit?: 'filled' | 'whole'
  /** Which loudspeaker plays it, where the browser lets us choose; '' is the browser's own choice. */
  speaker?: string
  /** A new number is a new try to play, after a tap. */
  attempt?: number
  /** The browser refuses to play sound before a tap: offer one. Called again with `false` once it plays. */
  onBlocked?(blocked: boolean): void
}

/** A picture of a person. The stream is bound, never copied; without one the element stays, empty. */
export function Video({ stream, role, label, muted, mirrored = false, fit = 'filled', speaker = '', attempt = 0, onBlocked }: VideoProps) {
  const element = useRef<HTMLVideoElement>(null)
  const blocked = useRef(onBlocked)
  useEffect(() => {
    blocked.current = onBlocked
  })

  useEffect(() => {
    const video = element.current
    if (!video) return
    if (video.srcObject !== stream) video.srcObject = stream
    if (!stream) return
    let current = true
    video.play().then(
      () => current && blocked.current?.(false),
      (error: unknown) => {
        if (current && error instanceof DOMException && error.name === 'NotAllowedError') blocked.current?.(true)
      },
    )
    return () => {
      current = false
    }
  }, [stream, attempt])

  useEffect(() => {
    const video = element.current
    if (!video || !('setSinkId' in video)) return
    const route = (): void => {
      if (video.sinkId === speaker) return
      // A loudspeaker that has gone: the browser keeps its own choice, and the device list says so.
      video.setSinkId(speaker).catch(() => {})
    }
    route()
    // While a stream is only just being bound, Chromium breaks the choice off: it is made again once it plays.
    video.addEventListener('playing', route)
    return () => video.removeEventListener('playing', route)
  }, [speaker])

  const look = [css['video'], mirrored && css['mirrored'], fit === 'whole' && css['whole']].filter(Boolean).join(' ')
  return <video ref={element} className={look} data-role={role} aria-label={label} muted={muted} playsInline autoPlay />
}
