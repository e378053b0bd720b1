import { useSyncExternalStore } from 'react'
import { ClientPages } from './app/ClientPages.tsx'
import { SetUpPages } from './app/SetUpPages.tsx'
import { type TherapistParts, TherapistPages } from './app/TherapistPages.tsx'
import type { PageParts } from './app/parts.ts'
import type { Visit } from './session/client/visit.ts'
import type { SetUp } from './session/therapist/set-up.ts'

/** Whose page this is, by its address. */
export type Role =
  | { role: 'client'; visit: Visit; onClose: () => void }
  | { role: 'setUp'; setUp: SetUp; onHome: () => void }
  | ({ role: 'therapist' } & TherapistParts)

interface Props {
  /** Which role, and what tells of a change of it (set-up ends at the desk). */
  roles: { get: () => Role; watch: (changed: () => void) => () => void }
  secure: boolean
  parts: PageParts
}

/** The whole app: one role, one screen. */
export function App({ roles, secure, parts }: Props) {
  const role = useSyncExternalStore(roles.watch, roles.get)
  switch (role.role) {
    case 'client':
      return <ClientPages visit={role.visit} parts={parts} onClose={role.onClose} />
    case 'setUp':
      return <SetUpPages setUp={role.setUp} secure={secure} parts={parts} onHome={role.onHome} />
    case 'therapist':
      return <TherapistPages {...role} />
  }
}
