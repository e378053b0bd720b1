/** Quiet signals: their vocabulary, how they travel, and how both sides read them. */
export * from './vocabulary.ts'
export * from './fold.ts'
export * from './cues.ts'
export * from './outbox.ts'
