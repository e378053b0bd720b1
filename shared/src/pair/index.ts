/** What the two browsers know together, and the server does not. */
export * from './said.ts'
export * from './pause.ts'
export * from './notes.ts'
export * from './offers.ts'
export * from './looking-back.ts'
export * from './state.ts'
export * from './pulse.ts'
export * from './chat.ts'
