import type { After } from './app/after.ts'
import { chunk } from './app/chunk.tsx'
import type { PageParts } from './app/parts.ts'
import type { TherapistParts } from './app/TherapistPages.tsx'
import type { PageAbility } from './lib/abilities.ts'
import type { Observable } from './lib/observable.ts'
import { Loading } from './screens/closing/Loading.tsx'
import type { QuietLeave } from './session/client/quiet-leave.ts'
import type { Visit } from './session/client/visit.ts'
import type { Relay } from './session/call/relay.ts'
import type { SetUp } from './session/therapist/set-up.ts'
import { HelpContext } from './ui/page/help.ts'
import { StorageContext } from './ui/page/storage.ts'
import { useValue } from './ui/use-value.ts'

/** Whose page this is, by its address. Each role is a chunk of its own: nobody fetches another's. */
export type Role =
  | { role: 'opening' }
  | { role: 'client'; visit: Visit; after: Observable<After | null>; relay: Relay; quiet: QuietLeave; onClose: () => void }
  /** A client's address by which no room can be opened. */
  | { role: 'wrongLink'; copy: 'exposed' | 'whole' }
  | { role: 'setUp'; setUp: SetUp; onHome: () => void }
  | ({ role: 'therapist' } & TherapistParts)

const clientPages = chunk(async () => (await import('./app/ClientPages.tsx')).ClientPages)
const wrongLink = chunk(async () => (await import('./app/visit/WrongLinkPage.tsx')).WrongLinkPage)
const setUpPages = chunk(async () => (await import('./app/SetUpPages.tsx')).SetUpPages)
const therapistPages = chunk(async () => (await import('./app/TherapistPages.tsx')).TherapistPages)
const { Page: ClientPages } = clientPages
const { Page: WrongLinkPage } = wrongLink
const { Page: SetUpPages } = setUpPages
const { Page: TherapistPages } = therapistPages

/** Fetches the pages of a role while its controllers are still being fetched. */
export const fetchPages = { client: clientPages.fetch, setUp: setUpPages.fetch, therapist: therapistPages.fetch }

interface Props {
  role: Observable<Role>
  ability: PageAbility
  parts: PageParts
}

/** The whole app: one role, one screen; Help is the same on all of them. */
export function App(props: Props) {
  return (
    <HelpContext value={useValue(props.parts.house).help}>
      <StorageContext value={useValue(props.parts.storage)}>
        <Pages {...props} />
      </StorageContext>
    </HelpContext>
  )
}

function Pages({ role, ability, parts }: Props) {
  const now = useValue(role)
  switch (now.role) {
    case 'opening':
      return <Loading />
    case 'client':
      return <ClientPages {...now} parts={parts} />
    case 'wrongLink':
      return <WrongLinkPage copy={now.copy} parts={parts} />
    case 'setUp':
      return <SetUpPages setUp={now.setUp} ability={ability} parts={parts} onHome={now.onHome} />
    case 'therapist':
      return <TherapistPages {...now} />
  }
}
