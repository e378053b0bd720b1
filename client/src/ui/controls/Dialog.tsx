import { use, useId, useLayoutEffect, useRef } from 'react'
import { useEscape } from '../use-escape.ts'
import { DialogPlace } from './dialog-place.ts'
import css from './Dialog.module.css'

export interface DialogProps {
  title: string
  /** Escape, or a press beside it. */
  onClose(): void
  children: React.ReactNode
  /** Stands beside the title, for instance a Close button. */
  aside?: React.ReactNode
  size?: 'usual' | 'narrow' | 'wide'
  /** The colours it lies in; the same as the page that opened it. */
  scene?: 'room' | 'note' | undefined
  testid?: string
}

/** A native dialog, modal unless its page says otherwise, open while it is drawn. Focus goes in, and back to where it was. */
export function Dialog({ title, onClose, children, aside, size = 'usual', scene, testid }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null)
  const heading = useId()
  const place = use(DialogPlace)
  useEscape(place === 'within', onClose)

  // A layout effect, so that it closes while it still stands in the page and focus can go back.
  useLayoutEffect(() => {
    const dialog = element.current
    if (!dialog) return
    if (!dialog.open) dialog[place === 'over' ? 'showModal' : 'show']()
    return () => dialog.close()
  }, [place])

  const pressedBeside = (event: React.MouseEvent) => {
    if (event.target === element.current) onClose()
  }
  const drawn = (
    <dialog
      ref={element}
      className={[css['dialog'], css[size], css[place]].filter(Boolean).join(' ')}
      aria-labelledby={heading}
      data-scene={scene}
      data-testid={testid}
      onClick={pressedBeside}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <div className={css['inside']}>
        <div className={css['head']}>
          <h2 id={heading} className="h2">
            {title}
          </h2>
          {aside}
        </div>
        {children}
      </div>
    </dialog>
  )
  if (place === 'over') return drawn
  return (
    <>
      <div className={css['beside']} role="presentation" onClick={onClose} />
      {drawn}
    </>
  )
}
