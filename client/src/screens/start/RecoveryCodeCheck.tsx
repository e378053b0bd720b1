import { m } from '../../i18n/messages.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Page } from '../../ui/page/Page.tsx'
import { CodeForm, type CodeState } from './CodeForm.tsx'

export interface RecoveryCodeCheckProps {
  state: CodeState
  onCheck(typed: string): void
  /** Shows the code once more: it has not been kept anywhere yet. */
  onBack(): void
}

/** Typing the recovery code back, once: proof that it stands on paper. */
export function RecoveryCodeCheck({ state, onCheck, onBack }: RecoveryCodeCheckProps) {
  return (
    <Page screen="recovery-code-check" state={state.state} help="none">
      <h1 className="h1">{m.code_check_title()}</h1>
      <p className="lead">{m.code_check_lead()}</p>
      <CodeForm
        label={m.code_check_label()}
        hint={m.code_check_hint()}
        wrong={m.code_check_wrong()}
        go={m.code_check_done()}
        state={state}
        onSubmit={onCheck}
      >
        <Button look="bare" onPress={onBack}>
          {m.code_check_back()}
        </Button>
      </CodeForm>
    </Page>
  )
}
