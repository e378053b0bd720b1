import { m } from '../../i18n/messages.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { PasteLink, type PasteLinkProps } from '../../ui/page/PasteLink.tsx'
import { Page } from '../../ui/page/Page.tsx'
import { Steps } from '../../ui/page/Steps.tsx'
import css from './Start.module.css'

export interface SetupLinkSpentProps extends Pick<PasteLinkProps, 'onPaste'> {
  /** Letters are missing; or it was used, or is older than an hour. */
  why: 'incomplete' | 'spent'
  onSignIn(): void
}

/** A set-up link that opens no practice: why, how to get another, and a place to paste it. */
export function SetupLinkSpent({ why, onPaste, onSignIn }: SetupLinkSpentProps) {
  const isSpent = why === 'spent'
  return (
    <Page screen="setup-link-spent" state={why} help="none">
      <h1 className="h1">{isSpent ? m.spent_title() : m.incomplete_title()}</h1>
      <p className="lead">{isSpent ? m.spent_lead() : m.incomplete_lead()}</p>
      <Steps steps={isSpent ? [m.spent_step_mine(), m.spent_step_new()] : [m.incomplete_step_copy(), m.spent_step_new()]} />
      <code className={css['command']}>npm run setup-link</code>
      <PasteLink label={m.incomplete_paste()} onPaste={onPaste} />
      <div className={css['act']}>
        <Button onPress={onSignIn}>{m.spent_signin()}</Button>
      </div>
    </Page>
  )
}
