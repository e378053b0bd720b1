import { m } from '../../i18n/messages.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Page } from '../../ui/page/Page.tsx'
import css from './Closing.module.css'

/** The server cannot be reached yet; the page keeps trying by itself. */
export function Unavailable({ onRetry }: { onRetry(): void }) {
  return (
    <Page screen="unavailable">
      <h1 className="h1">{m.unavailable_title()}</h1>
      <p className="lead">{m.unavailable_lead()}</p>
      <p className="dim">{m.unavailable_step()}</p>
      <div className={css['acts']}>
        <Button onPress={onRetry}>{m.unavailable_retry()}</Button>
      </div>
    </Page>
  )
}
