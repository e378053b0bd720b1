/** A therapist's record as files: our own, a table, FHIR. Pure. */
export * from './file.ts'
export { csvOf } from './csv.ts'
export { ownCsvOf } from './own-csv.ts'
export { bundleOf } from './own-bundle.ts'
