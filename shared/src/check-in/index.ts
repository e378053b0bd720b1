/** Quiet signals: their vocabulary, how they travel, and how both sides read them. */
export * from './vocabulary.ts'
export * from './fold.ts'
export * from './cues.ts'
export * from './practice.ts'
export * from './history.ts'
export * from './choices.ts'
export * from './outbox.ts'
