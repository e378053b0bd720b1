import { m } from '../../i18n/messages.ts'
import { Icon } from '../../ui/icons/icons.tsx'
import { browserOf, GUIDES } from './permission-steps.ts'
import type { DeviceProblem } from './view.ts'
import css from './Asking.module.css'

export interface AskingProps {
  userAgent: string
  host: string
  what: DeviceProblem['what']
}

/** While the browser waits for an answer: what its question looks like, where it stands, and which button to press. */
export function Asking({ userAgent, host, what }: AskingProps) {
  const guide = GUIDES[browserOf(userAgent)].question
  return (
    <>
      <div className={css['screen']} data-where={guide.where} aria-hidden="true">
        <div className={css['question']}>
          <span dir="ltr">{host}</span>
          {what !== 'microphone' && (
            <span className={css['line']}>
              <Icon name="camera" size={18} />
              {m.device_camera()}
            </span>
          )}
          {what !== 'camera' && (
            <span className={css['line']}>
              <Icon name="microphone" size={18} />
              {m.device_microphone()}
            </span>
          )}
          <span className={css['answers']}>
            <span className={css['answer']} />
            <span className={`${css['answer']} ${css['allow']}`}>{guide.allow()}</span>
          </span>
        </div>
      </div>
      <p>{guide.where === 'top' ? m.asking_where_top() : m.asking_where_middle()}</p>
      <p className="dim">{m.asking_no_question()}</p>
    </>
  )
}
