/** Looking back on a session: the questions, the answers, words for numbers, and how it has been. Pure. */
export * from './questionnaire.ts'
export * from './answers.ts'
export * from './own-side.ts'
export * from './paper.ts'
export * from './over-time/index.ts'
