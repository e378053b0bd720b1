/** All schemas of the wire in one module, so that each is one object wherever it stands. */
export * from '../shared/src/ids.ts'
export * from '../shared/src/result.ts'
export * from '../shared/src/check-in/vocabulary.ts'
export * from '../shared/src/questionnaire/instrument.ts'
export * from '../shared/src/protocol/index.ts'
