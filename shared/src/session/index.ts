/** The session as the server decides it: state, commands, events, and the two pure functions between them. */
export * from './state.ts'
export * from './commands.ts'
export { decide, DOOR_HOLDS, isForgotten, LAPSES_AFTER, RESUME_WITHIN } from './decide.ts'
export { evolve } from './evolve.ts'
export { mayPost } from './post.ts'
export { LOOK_BACK_WITHIN, mayLookBack } from './look-back.ts'
