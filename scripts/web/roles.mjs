/** What each role's page is made of, by the built manifest: what its first page needs, and what its room needs besides. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Entries of the manifest. `first`: until the page can be used. `room`: fetched while it is used, before the room opens. */
export const ROLES = {
  client: {
    first: ['index.html', 'src/app/ClientPages.tsx', 'src/session/client/visit.ts', 'src/reflection/look-back.ts'],
    room: ['src/signalling/socket.ts', 'src/media/peer-link.ts', 'src/crypto/knock.ts', 'src/crypto/therapist-keys.ts', 'src/session/client/meeting.ts', 'src/app/visit/WaitingPage.tsx', 'src/app/room/ClientRoomPage.tsx'],
  },
  therapist: {
    first: ['index.html', 'src/app/TherapistPages.tsx', 'src/session/therapist/account.ts', 'src/session/therapist/desk.ts'],
    room: ['src/signalling/socket.ts', 'src/media/peer-link.ts', 'src/app/room/TherapistRoomPage.tsx'],
  },
}

/** Vite's manifest of the built app in `web`. */
export const readManifest = async (web) => JSON.parse(await readFile(join(web, '.vite/manifest.json'), 'utf8'))

/** The files of these entries and of everything they import at once, scripts and styles. */
export function filesOf(manifest, entries) {
  const files = new Set()
  const seen = new Set()
  const visit = (name) => {
    // An entry without a chunk of its own was put into another one by the bundler.
    const chunk = manifest[name] ?? Object.values(manifest).find(({ name: of, src }) => src === name || of === nameOf(name))
    if (chunk === undefined) throw new Error(`the build has no ${name}`)
    if (seen.has(chunk)) return
    seen.add(chunk)
    files.add(chunk.file)
    for (const style of chunk.css ?? []) files.add(style)
    for (const other of chunk.imports ?? []) visit(other)
  }
  for (const name of entries) visit(name)
  return [...files]
}

const nameOf = (entry) => entry.replace(/^.*\//, '').replace(/\.tsx?$/, '')
