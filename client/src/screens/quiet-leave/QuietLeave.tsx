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

/** Leaves quietly at one press; before it was explained, and when it is switched off, the press explains it. */
export function QuietLeaveButton({ scene }: { scene?: 'room' }) {
  const quiet = use(QuietLeaveContext)
  if (quiet?.state !== 'ready') return <QuietLeaveExplain scene={scene} look="link" />
  return (
    <Button look="link" onPress={quiet.onGo} testid="quiet-leave-go">
      {m.quiet_leave()}
    </Button>
  )
}

/** Explains it, and lets it be chosen or switched off. Nothing where there is none. */
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

/** The two ways that need no looking: a link that shows when focus comes to it first, and Shift three times. */
export function QuietLeaveAtHand() {
  const quiet = use(QuietLeaveContext)
  useThreeShifts(quiet)
  if (quiet?.state !== 'ready') return null
  return (
    <button type="button" className={css['first']} onClick={quiet.onGo}>
      {m.quiet_leave()}
    </button>
  )
}

function useThreeShifts(quiet: QuietLeaveView): void {
  const go = quiet?.state === 'ready' ? quiet.onGo : null
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
