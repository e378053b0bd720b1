import { use, useEffect, useState } from 'react'
import { m } from '../../i18n/messages.ts'
import { ThreePresses } from '../../lib/three-presses.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { later } from '../../ui/later.tsx'
import { QuietLeaveContext, type QuietLeaveView } from '../../ui/page/quiet-leave.ts'
import { isTyping } from '../../ui/use-keys.ts'
import css from './QuietLeave.module.css'

const explanation = later(() => import('./Explained.tsx'))
const Explained = explanation.part((code) => code.Explained)
export const fetchExplanation = explanation.fetch

/** Leaves quietly at one press, explained or not. Nothing where the operator has none. */
export function QuietLeaveButton({ look = 'link' }: { look?: 'link' | 'plain' }) {
  const quiet = use(QuietLeaveContext)
  return (
    quiet && (
      <Button look={look} size="small" onPress={quiet.onGo} testid="quiet-leave-go">
        {m.quiet_leave()}
      </Button>
    )
  )
}

/** Before the session: the press, and beside it what it does. */
export function QuietLeaveLinks() {
  if (use(QuietLeaveContext) === null) return null
  return (
    <div className={css['links']}>
      <QuietLeaveButton />
      <QuietLeaveExplain look="link" />
    </div>
  )
}

/** Explains it, and lets it be turned on or off. Nothing where there is none. */
export function QuietLeaveExplain({ look = 'plain', scene }: { look?: 'plain' | 'link'; scene?: 'room' | undefined }) {
  const quiet = use(QuietLeaveContext)
  const [explaining, setExplaining] = useState(false)
  if (quiet === null) return null
  return (
    <>
      <Button look={look} size="small" onPress={() => setExplaining(true)} testid="quiet-leave-explain">
        {m.quiet_what()}
      </Button>
      {explaining && <Explained quiet={quiet} scene={scene} onClose={() => setExplaining(false)} />}
    </>
  )
}

/** The two ways that need no looking, once turned on: a link that shows when focus comes to it first, and Shift three times. */
export function QuietLeaveAtHand() {
  const quiet = use(QuietLeaveContext)
  useThreeShifts(quiet)
  if (quiet?.state !== 'on') return null
  return (
    <button type="button" className={css['first']} onClick={quiet.onGo}>
      {m.quiet_leave()}
    </button>
  )
}

function useThreeShifts(quiet: QuietLeaveView): void {
  const go = quiet?.state === 'on' ? quiet.onGo : null
  useEffect(() => {
    if (go === null) return
    const presses = new ThreePresses()
    const press = (event: KeyboardEvent) => {
      if (event.repeat) return
      const alone = event.key === 'Shift' && !event.ctrlKey && !event.altKey && !event.metaKey
      if (!alone || isTyping(event.target)) presses.broken()
      else if (presses.press(event.timeStamp)) go()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [go])
}
