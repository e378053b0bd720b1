import { useEffect, useState } from 'react'
import type { RandomSource } from '@fermata/shared/ids'
import type { PageAbility } from '../lib/abilities.ts'
import type { Api } from '../lib/api.ts'
import type { OwnSides } from '../reflection/therapist/own-sides.ts'
import { Loading } from '../screens/closing/Loading.tsx'
import { Unavailable } from '../screens/closing/Unavailable.tsx'
import type { CodeState } from '../screens/start/CodeForm.tsx'
import { InsecureNotice } from '../screens/start/InsecureNotice.tsx'
import { NotSetUp } from '../screens/start/NotSetUp.tsx'
import { NoCalls } from '../screens/start/NoCalls.tsx'
import { RolledBack } from '../screens/start/RolledBack.tsx'
import { SignIn } from '../screens/start/SignIn.tsx'
import { therapistScreen } from '../session/screen-for.ts'
import type { Account, OpenAccount } from '../session/therapist/account.ts'
import type { Desk } from '../session/therapist/desk.ts'
import type { Relay } from '../session/call/relay.ts'
import { useValue } from '../ui/use-value.ts'
import { fetchAhead, Practice } from './desk/Practice.tsx'
import { hostOf, type PageParts } from './parts.ts'

export interface TherapistParts {
  account: Account
  openDesk: (account: OpenAccount) => Desk
  /** What the therapist notes from their own side, kept and written from here on. */
  openOwnSides: (account: OpenAccount) => OwnSides
  relay: Relay
  ability: PageAbility
  api: Api
  random: RandomSource
  parts: PageParts
}

/** Everything a therapist can see after set-up. */
export function TherapistPages(props: TherapistParts) {
  const { account, ability, parts, openDesk, openOwnSides } = props
  const state = useValue(account.state)
  const [here, setHere] = useState<{ desk: Desk; sides: OwnSides } | null>(null)
  useEffect(() => {
    if (state.account !== 'open') return setHere(null)
    const [opened, sides] = [openDesk(state), openOwnSides(state)]
    setHere({ desk: opened, sides })
    const { connection } = opened.signalling
    const stop = connection.watch((now) => now === 'refused' && void account.lookAgain())
    return () => {
      stop()
      opened.close()
      sides.close()
    }
  }, [state, openDesk, openOwnSides, account])

  useEffect(fetchAhead, [])

  if (state.account === 'open' && ability === 'able') {
    return here === null ? <Loading /> : <Practice {...props} {...here} open={state} />
  }
  const screen = therapistScreen({
    ability, account: state.account, place: 'desk', phase: null, holder: 'nobody', call: 'none',
  })
  switch (screen) {
    case 'insecure':
      return <InsecureNotice address={hostOf(parts.origin)} />
    case 'noCalls':
      return <NoCalls />
    case 'signIn':
    case 'unlock':
      return <SignInPage account={account} />
    case 'notSetUp':
      return <NotSetUp />
    case 'rolledBack':
      return <RolledBack onLookAgain={() => void account.open()} onUseOlder={() => void account.openOlder()} />
    case 'unavailable':
      return <Unavailable onRetry={() => void account.open()} />
    default:
      return <Loading />
  }
}

function SignInPage({ account }: { account: Account }) {
  const [state, setState] = useState<CodeState>({ state: 'ready' })
  const signIn = async (typed: string): Promise<void> => {
    setState({ state: 'checking' })
    const problem = await account.recover(typed)
    if (problem === null) return
    const wrong = problem.code === 'mistyped' || problem.code === 'signedOut'
    setState(wrong ? { state: 'wrong' } : { state: 'refused', refusal: problem })
  }
  return <SignIn state={state} onSignIn={(typed) => void signIn(typed)} />
}
