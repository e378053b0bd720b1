import { m } from '../../i18n/messages.ts'
import { Page } from '../../ui/page/Page.tsx'
import { CodeForm, type CodeState } from './CodeForm.tsx'

export interface SignInProps {
  state: CodeState
  onSignIn(typed: string): void
}

/** Nobody is signed in on this browser: the recovery code opens the desk. */
export function SignIn({ state, onSignIn }: SignInProps) {
  return (
    <Page screen="sign-in" state={state.state} help="none">
      <h1 className="h1">{m.signin_title()}</h1>
      <p className="lead">{m.signin_lead()}</p>
      <CodeForm
        label={m.signin_label()}
        hint={m.code_check_hint()}
        wrong={m.signin_wrong()}
        go={m.signin_go()}
        state={state}
        onSubmit={onSignIn}
      />
      <p className="small dim">{m.signin_lost()}</p>
    </Page>
  )
}
