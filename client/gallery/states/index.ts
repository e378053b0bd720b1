/** Every state of every screen, by the name that stands after `#`. */
import type { States } from '../pieces.ts'
import { around } from './around.tsx'
import { closing } from './closing.tsx'
import { home } from './home.tsx'
import { lobbyStates } from './lobby.tsx'
import { overTime, together } from './over-time.tsx'
import { paperStates } from './paper.tsx'
import { pause } from './pause.tsx'
import { quietLeave } from './quiet-leave.tsx'
import { clientRoom } from './room-client.tsx'
import { therapistRoom } from './room-therapist.tsx'
import { recordStates } from './record.tsx'
import { questions } from './questions.tsx'
import { start } from './start.tsx'

export const states: States = { ...start, ...home, ...lobbyStates, ...clientRoom, ...therapistRoom, ...pause, ...closing, ...quietLeave, ...around, ...recordStates, ...overTime, ...together, ...questions, ...paperStates }
