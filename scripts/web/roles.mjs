/** What each role's page is made of, by the list of the built files: what its first page needs, and what its room needs besides. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Modules of the app. `first`: until the page can be used. `room`: fetched while it is used, before the room opens.
 * `anyTime` and `ahead`: fetched after that, still in the lobby. The one may be wanted at any moment and is small; the other
 * is what is opened in the room by a press, and what comes after it.
 */
export const ROLES = {
  client: {
    first: ['index.html', 'src/app/ClientPages.tsx', 'src/session/client/visit.ts', 'src/session/client/quiet-leave.ts', 'src/session/client/kept-knocks.ts'],
    room: ['src/signalling/socket.ts', 'src/media/peer-link.ts', 'src/crypto/door/knock.ts', 'src/crypto/vault/therapist-keys.ts', 'src/session/client/meeting.ts', 'src/app/visit/WaitingPage.tsx', 'src/app/room/ClientRoomPage.tsx'],
    anyTime: ['src/screens/quiet-leave/Explained.tsx', 'src/screens/devices/permissions.ts', 'src/app/visit/EndPages.tsx'],
    ahead: ['src/reflection/client/look-back.ts', 'src/reflection/client/own-past.ts', 'src/crypto/sealed/reflection.ts', 'src/screens/room/dialogs/all.ts', 'src/app/looking-back/LookBackPage.tsx', 'src/app/over-time/OwnPastPage.tsx'],
  },
  therapist: {
    first: ['index.html', 'src/app/TherapistPages.tsx', 'src/session/therapist/account.ts', 'src/session/therapist/desk.ts'],
    room: ['src/signalling/socket.ts', 'src/media/peer-link.ts', 'src/app/room/TherapistRoomPage.tsx'],
    anyTime: [],
    ahead: ['src/screens/room/dialogs/all.ts', 'src/app/over-time/ReflectionsPage.tsx'],
  },
}

/** What the built app in `web` is made of (client/vite/few-files.ts). */
export const readFiles = async (web) => JSON.parse(await readFile(join(web, '.vite/files.json'), 'utf8'))

/** The files of these entries and of everything they import at once, scripts and styles. */
export function filesOf(files, entries) {
  const found = new Set()
  const visit = (of) => {
    if (of === undefined || found.has(of.file)) return
    found.add(of.file)
    for (const style of of.css) found.add(style)
    for (const other of of.imports) visit(files.find(({ file }) => file === other))
  }
  for (const entry of entries) {
    const of = files.find(({ modules }) => modules.includes(entry))
    if (of === undefined) throw new Error(`the build has no ${entry}`)
    visit(of)
  }
  return [...found]
}
