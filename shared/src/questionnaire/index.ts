/** Questionnaires as data: ours and those that an operator loads. Pure. */
export * from './instrument.ts'
export * from './read.ts'
export * from './write.ts'
export * from './counting.ts'
export * from './filled-in.ts'
export { CODES, EXTENSION } from './names.ts'
