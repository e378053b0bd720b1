import { useId, useLayoutEffect, useRef } from 'react'
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

/** A native modal dialog, open while it is drawn. Focus goes in, and back to where it was. */
export function Dialog({ title, onClose, children, aside, size = 'usual', scene, testid }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null)
  const heading = useId()

  // A layout effect, so that it closes while it still stands in the page and focus can go back.
  useLayoutEffect(() => {
    const dialog = element.current
    if (!dialog) return
    if (!dialog.open) dialog.showModal()
    return () => dialog.close()
  }, [])

  const pressedBeside = (event: React.MouseEvent) => {
    if (event.target === element.current) onClose()
  }
  return (
    <dialog
      ref={element}
      className={size === 'usual' ? css['dialog'] : `${css['dialog']} ${css[size]}`}
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
}
