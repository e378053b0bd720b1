/** The relationship over time, computed where it is decrypted. Pure. */
export * from './past.ts'
export * from './thresholds.ts'
export * from './usual.ts'
export * from './trend.ts'
export * from './prompt.ts'
export * from './both-sides.ts'
export * from './own-line.ts'
export * from './repair.ts'
