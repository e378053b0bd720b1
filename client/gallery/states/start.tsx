import { InsecureNotice } from '../../src/screens/start/InsecureNotice.tsx'
import { RecoveryCodeCheck } from '../../src/screens/start/RecoveryCodeCheck.tsx'
import { RecoveryCodeShow } from '../../src/screens/start/RecoveryCodeShow.tsx'
import { RolledBack } from '../../src/screens/start/RolledBack.tsx'
import { NoCalls } from '../../src/screens/start/NoCalls.tsx'
import { NotSetUp } from '../../src/screens/start/NotSetUp.tsx'
import { SetupLinkSpent } from '../../src/screens/start/SetupLinkSpent.tsx'
import { SetupWelcome } from '../../src/screens/start/SetupWelcome.tsx'
import { SignIn } from '../../src/screens/start/SignIn.tsx'
import { nothing, type States } from '../pieces.ts'

const code = ['7K2M', 'QX4R', 'N8HC', 'T6VB', '3GZP', 'WJ9D', 'E5AF']

export const start: States = {
  'setup-welcome': () => <SetupWelcome onNext={nothing} />,
  'code-show': () => (
    <RecoveryCodeShow groups={code} host="room.example.org" copied={false} onPrint={nothing} onCopy={nothing} onNext={nothing} />
  ),
  'code-check': () => <RecoveryCodeCheck state={{ state: 'ready' }} onCheck={nothing} onBack={nothing} />,
  'code-check-wrong': () => <RecoveryCodeCheck state={{ state: 'wrong' }} onCheck={nothing} onBack={nothing} />,
  'sign-in': () => <SignIn state={{ state: 'ready' }} onSignIn={nothing} />,
  'sign-in-unavailable': () => (
    <SignIn state={{ state: 'refused', refusal: { code: 'unavailable', retryAfterMs: 1000 } }} onSignIn={nothing} />
  ),
  'rolled-back': () => <RolledBack onLookAgain={nothing} onUseOlder={nothing} />,
  'not-set-up': () => <NotSetUp />,
  'no-calls': () => <NoCalls />,
  'setup-spent': () => <SetupLinkSpent why="spent" onPaste={() => false} onSignIn={nothing} />,
  'setup-incomplete': () => <SetupLinkSpent why="incomplete" onPaste={() => false} onSignIn={nothing} />,
  insecure: () => <InsecureNotice address="http://192.168.1.20:3000" />,
}
