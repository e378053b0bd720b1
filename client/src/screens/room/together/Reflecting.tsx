import { m } from '../../../i18n/messages.ts'
import aside from '../stage/Aside.module.css'

/** The client is at the six questions: that much and no more. */
export function Reflecting({ name }: { name: string }) {
  return (
    <section className={aside['aside']} aria-live="polite" data-notice="reflecting">
      <p>{m.talk_reflecting({ name })}</p>
    </section>
  )
}
