/** The session as the server decides it: state, commands, events, and the two pure functions between them. */
export * from './state.ts'
export * from './commands.ts'
export { decide, DOOR_HOLDS, GRANTS_AT_MOST } from './decide.ts'
export { REOPENS_WITHIN, reopeningOf } from './reopen.ts'
export {
  dueAt, LAPSES_AFTER, LAPSES_WITHOUT_MEDIA, MEDIA_COUNT_FOR, overdue, RESUME_WITHIN, SAY_FLOWING_EVERY,
} from './time.ts'
export { evolve } from './evolve.ts'
export { mayPost, mayRead, mayUseNotes } from './post.ts'
export { LOOK_BACK_WITHIN, mayLookBack } from './look-back.ts'
