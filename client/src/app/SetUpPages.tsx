import { unreachable } from '@fermata/shared/result'
import { Loading } from '../screens/closing/Loading.tsx'
import { Unavailable } from '../screens/closing/Unavailable.tsx'
import type { CodeState } from '../screens/start/CodeForm.tsx'
import { InsecureNotice } from '../screens/start/InsecureNotice.tsx'
import { RecoveryCodeCheck } from '../screens/start/RecoveryCodeCheck.tsx'
import { RecoveryCodeShow } from '../screens/start/RecoveryCodeShow.tsx'
import { SetupLinkSpent } from '../screens/start/SetupLinkSpent.tsx'
import { SetupWelcome } from '../screens/start/SetupWelcome.tsx'
import type { PageAbility } from '../lib/abilities.ts'
import type { SetUp, SetUpStep } from '../session/therapist/set-up.ts'
import { useValue } from '../ui/use-value.ts'
import { hostOf, type PageParts } from './parts.ts'
import { useCopy } from './use-copy.ts'

interface Props {
  setUp: SetUp
  ability: PageAbility
  parts: PageParts
  /** Goes to the desk, which asks to sign in where that is needed. */
  onHome: () => void
}

/** Opening a practice, step by step. */
export function SetUpPages({ setUp, ability, parts, onHome }: Props) {
  const step = useValue(setUp.step)
  const { copied, copy } = useCopy(parts)
  if (ability === 'insecure') return <InsecureNotice address={hostOf(parts.origin)} />
  switch (step.step) {
    case 'checking':
    case 'done':
      return <Loading />
    case 'unreachable':
      return <Unavailable onRetry={() => void setUp.start()} />
    case 'incomplete':
    case 'spent':
      return <SetupLinkSpent why={step.step} onPaste={(text) => setUp.paste(text)} onSignIn={onHome} />
    case 'name':
      return <SetupWelcome onNext={(name) => void setUp.giveName(name)} />
    case 'note':
      return (
        <RecoveryCodeShow
          groups={step.code.text.split('-')}
          host={hostOf(parts.origin)}
          copied={copied}
          onPrint={parts.print}
          onCopy={() => copy(step.code.text)}
          onNext={() => setUp.noted()}
        />
      )
    case 'typeBack':
    case 'saving':
      return (
        <RecoveryCodeCheck
          state={codeState(step)}
          onCheck={(typed) => void setUp.typeBack(typed)}
          onBack={() => setUp.lookAgain()}
        />
      )
    default:
      return unreachable(step)
  }
}

function codeState(step: Extract<SetUpStep, { step: 'typeBack' | 'saving' }>): CodeState {
  if (step.step === 'saving') return { state: 'checking' }
  if (step.problem === 'mistyped') return { state: 'wrong' }
  if (step.problem === 'notSaved') return { state: 'refused', refusal: { code: 'unavailable', retryAfterMs: 1_000 } }
  return { state: 'ready' }
}
