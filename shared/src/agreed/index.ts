/** What the two agree on around a session, read from the notes of their room. */
export * from './agenda.ts'
export * from './step.ts'
export * from './consent.ts'
export * from './record.ts'
export * from './card.ts'
export * from './when-gone.ts'
export * from './taken-in.ts'
export * from './questions.ts'
