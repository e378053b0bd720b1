/** Looking back on a session: the questions, the answers, and words for numbers. Pure. */
export * from './questionnaire.ts'
export * from './answers.ts'
