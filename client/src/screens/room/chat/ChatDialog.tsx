import { useEffect, useRef, useState } from 'react'
import { WRITTEN_LETTERS } from '@fermata/shared/protocol'
import { timeOfDay } from '../../../i18n/format.ts'
import { m } from '../../../i18n/messages.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { RoomDialog } from '../RoomDialog.tsx'
import { Field } from '../../../ui/controls/Field.tsx'
import { useNews } from '../../../ui/use-news.ts'
import type { ChatView } from './view.ts'
import css from './Chat.module.css'

export interface ChatProps {
  view: ChatView
  name: string
  /** `dot`: while anything is shared, no word of it stands on the screen. */
  collapsed: 'no' | 'dot'
}

/** What was written, oldest first. Says that it stands in the page whenever there is more of it. */
function Lines({ view, name }: Pick<ChatProps, 'view' | 'name'>) {
  const end = useRef<HTMLLIElement>(null)
  const newest = view.written.at(-1)?.fact
  useNews(newest, () => {
    end.current?.scrollIntoView({ block: 'nearest' })
    view.onDrawn()
  })
  if (newest === undefined) return <p className="small dim">{m.chat_none()}</p>
  return (
    <ul className={css['written']} aria-live="polite">
      {view.written.map(({ fact, text, at, by, state }) => (
        <li key={fact} ref={fact === newest ? end : undefined} className={css['line']} data-by={by} data-state={state}>
          <span dir="auto" translate="no">{text}</span>
          <span className={css['told']}>
            {by === 'other' ? m.chat_from({ name, time: timeOfDay(at) }) : state === 'shown' ? m.chat_shown({ time: timeOfDay(at) }) : m.chat_sending({ time: timeOfDay(at) })}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** Writing to each other, quietly: no sound, and gone when the session is over. */
export function ChatDialog({ view, name, collapsed, onClose }: ChatProps & { onClose(): void }) {
  const [text, setText] = useState('')
  const form = useRef<HTMLFormElement>(null)
  // After the dialog has opened, which puts the focus on its first button.
  useEffect(() => form.current?.querySelector('input')?.focus(), [])
  const write = (event: React.FormEvent) => {
    event.preventDefault()
    if (text.trim() === '') return
    view.onWrite(text.trim())
    setText('')
  }
  return (
    <RoomDialog title={m.chat_title()} testid="chat-dialog" onClose={onClose}>
      {collapsed === 'dot' ? (
        <p>{m.chat_put_away()}</p>
      ) : (
        <>
          <p className="small dim">{m.chat_lead({ name })}</p>
          <Lines view={view} name={name} />
          <form ref={form} className={css['write']} onSubmit={write}>
            <Field label={m.chat_words()} value={text} limit={WRITTEN_LETTERS} onChange={setText} testid="chat-words" />
            <Button submit testid="chat-send">{m.chat_send()}</Button>
          </form>
        </>
      )}
    </RoomDialog>
  )
}
