import { m } from '../../../i18n/messages.ts'

/** While it is not known yet what is asked. */
export function OnTheirWay({ state }: { state: 'wait' | 'away' }) {
  return <p className="dim" role="status">{state === 'wait' ? m.questions_wait() : m.questions_away()}</p>
}
