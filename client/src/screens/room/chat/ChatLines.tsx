import { m } from '../../../i18n/messages.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import aside from '../stage/Aside.module.css'
import type { ChatProps } from './ChatDialog.tsx'
import css from './Chat.module.css'

/** That there is something to read, and from whom; never what it says, which somebody else could see. */
export function ChatWaiting({ name, collapsed, onRead }: Omit<ChatProps, 'view'> & { onRead(): void }) {
  if (collapsed === 'dot') return <button type="button" className={css['dot']} aria-label={m.cue_dot()} onClick={onRead} data-notice="chat-dot" />
  return (
    <section className={aside['aside']} data-notice="chat">
      <p role="status">{m.chat_waiting({ name })}</p>
      <div className={aside['acts']}>
        <Button size="small" onPress={onRead} testid="chat-read">
          {m.chat_read()}
        </Button>
      </div>
    </section>
  )
}
