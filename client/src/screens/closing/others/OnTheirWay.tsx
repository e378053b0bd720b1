import { m } from '../../../i18n/messages.ts'
import { Frame } from '../reflection/Frame.tsx'

interface Props {
  when: 'inSession' | 'after'
  state: 'wait' | 'away'
  onLeave(): void
}

/** While it is not known yet what is asked. */
export function OnTheirWay({ when, state, onLeave }: Props) {
  return (
    <Frame when={when} step={0} onLeave={onLeave}>
      <p className="dim" role="status">{state === 'wait' ? m.questions_wait() : m.questions_away()}</p>
    </Frame>
  )
}
