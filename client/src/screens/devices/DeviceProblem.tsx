import { m } from '../../i18n/messages.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Icon } from '../../ui/icons/icons.tsx'
import { later } from '../../ui/later.tsx'
import { Live } from '../../ui/Live.tsx'
import { Steps } from '../../ui/page/Steps.tsx'
import type { DeviceProblem as Problem } from './view.ts'
import css from './Problem.module.css'

const steps = later(() => import('./permissions.ts'))
const Denied = steps.part((code) => code.Denied)
const Asking = steps.part((code) => code.Asking)
export const fetchSteps = steps.fetch

export interface DeviceProblemProps {
  problem: Problem
  userAgent: string
  /** The host in the address line, to show where the sign stands. */
  host: string
  copied: boolean
  onTryAgain(): void
  onCopyLink(): void
}

type By = Record<Problem['what'], () => string>

const TITLES: Record<Exclude<Problem['why'], 'unsupported' | 'asking' | 'slow'>, By> = {
  denied: {
    camera: m.device_camera_denied_title,
    microphone: m.device_microphone_denied_title,
    both: m.device_both_denied_title,
  },
  busy: {
    camera: m.device_camera_busy_title,
    microphone: m.device_microphone_busy_title,
    both: m.device_both_busy_title,
  },
  missing: {
    camera: m.device_camera_missing_title,
    microphone: m.device_microphone_missing_title,
    both: m.device_both_missing_title,
  },
  failed: {
    camera: m.device_camera_failed_title,
    microphone: m.device_microphone_failed_title,
    both: m.device_both_failed_title,
  },
}

const LEADS: Record<Problem['why'], () => string> = {
  denied: m.device_denied_lead,
  busy: m.device_busy_lead,
  missing: m.device_missing_lead,
  failed: m.device_failed_lead,
  unsupported: m.device_unsupported_lead,
  asking: m.device_asking_lead,
  slow: m.device_slow_lead,
}

/** What the page says in its heading while something keeps a device from working. */
export function problemTitle({ what, why }: Problem): string {
  if (why === 'unsupported') return m.device_unsupported_title()
  if (why === 'asking') return m.device_asking_title()
  return why === 'slow' ? m.device_slow_title() : TITLES[why][what]()
}
export const problemLead = ({ why }: Problem): string => LEADS[why]()

/** The way out of it, step by step. It stands where one's own picture would stand. */
export function DeviceProblem(props: DeviceProblemProps) {
  const { problem, copied, onTryAgain, onCopyLink } = props
  const again = <Button onPress={onTryAgain}>{m.device_try_again()}</Button>
  return (
    <section className={css['sheet']} data-problem={problem.why}>
      {problem.why === 'asking' && <Asking userAgent={props.userAgent} host={props.host} what={problem.what} />}
      {problem.why === 'denied' && <Denied userAgent={props.userAgent} host={props.host} onTryAgain={onTryAgain} />}
      {(problem.why === 'busy' || problem.why === 'slow') && (
        <>
          <Steps steps={[m.device_busy_step_close(), m.device_busy_step_again()]} />
          <div>{again}</div>
        </>
      )}
      {(problem.why === 'failed' || problem.why === 'missing') && <div>{again}</div>}
      {problem.why === 'unsupported' && (
        <>
          <Steps
            steps={[m.device_unsupported_step_copy(), m.device_unsupported_step_open(), m.device_unsupported_step_paste()]}
          />
          <div className={css['row']}>
            <Button look="main" onPress={onCopyLink}>
              <Icon name="copy" size={20} />
              {m.device_copy_my_link()}
            </Button>
            <Live className="small dim">{copied && m.common_copied()}</Live>
          </div>
        </>
      )}
    </section>
  )
}
