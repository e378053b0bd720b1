import { lazy, Suspense } from 'react'
import type { PageParts } from './app/parts.ts'
import type { TherapistParts } from './app/TherapistPages.tsx'
import type { Observable } from './lib/observable.ts'
import { Loading } from './screens/closing/Loading.tsx'
import type { LookBack } from './reflection/look-back.ts'
import type { Visit } from './session/client/visit.ts'
import type { SetUp } from './session/therapist/set-up.ts'
import { useValue } from './ui/use-value.ts'

/** Whose page this is, by its address. Each role is a chunk of its own: nobody fetches another's. */
export type Role =
  | { role: 'opening' }
  | { role: 'client'; visit: Visit; lookBack: LookBack; onClose: () => void }
  | { role: 'setUp'; setUp: SetUp; onHome: () => void }
  | ({ role: 'therapist' } & TherapistParts)

const ClientPages = lazy(async () => ({ default: (await import('./app/ClientPages.tsx')).ClientPages }))
const SetUpPages = lazy(async () => ({ default: (await import('./app/SetUpPages.tsx')).SetUpPages }))
const TherapistPages = lazy(async () => ({ default: (await import('./app/TherapistPages.tsx')).TherapistPages }))

interface Props {
  role: Observable<Role>
  secure: boolean
  parts: PageParts
}

/** The whole app: one role, one screen. */
export function App({ role, secure, parts }: Props) {
  return (
    <Suspense fallback={<Loading />}>
      <Pages role={useValue(role)} secure={secure} parts={parts} />
    </Suspense>
  )
}

function Pages({ role, secure, parts }: Omit<Props, 'role'> & { role: Role }) {
  switch (role.role) {
    case 'opening':
      return <Loading />
    case 'client':
      return <ClientPages visit={role.visit} lookBack={role.lookBack} parts={parts} onClose={role.onClose} />
    case 'setUp':
      return <SetUpPages setUp={role.setUp} secure={secure} parts={parts} onHome={role.onHome} />
    case 'therapist':
      return <TherapistPages {...role} />
  }
}
