import { useEffect, useRef } from 'react'

/** Whether keys belong to what is being written there. */
export const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/**
 * Single keys of the page, by `KeyboardEvent.key`. They sleep while somebody types, while a dialog lies over the whole
 * page, and with Ctrl, Alt or Meta held. The person can switch them off (WCAG 2.1.4), so `active` is a setting, not a constant.
 */
export function useKeys(active: boolean, keys: Readonly<Record<string, () => void>>): void {
  const current = useRef(keys)
  useEffect(() => {
    current.current = keys
  })
  useEffect(() => {
    if (!active) return
    const press = (event: KeyboardEvent) => {
      const command = current.current[event.key]
      if (!command || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return
      if (isTyping(event.target) || document.querySelector('dialog:modal')) return
      event.preventDefault()
      command()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [active])
}
