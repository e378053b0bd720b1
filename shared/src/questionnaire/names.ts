/** How FHIR and we name the parts of a questionnaire. Ours are names and no addresses: nobody need look them up. */

/** FHIR's own extensions, by which a number has bounds and steps and a choice has a value. */
export const FHIR = {
  min: 'http://hl7.org/fhir/StructureDefinition/minValue',
  max: 'http://hl7.org/fhir/StructureDefinition/maxValue',
  step: 'http://hl7.org/fhir/StructureDefinition/questionnaire-sliderStepValue',
  ordinal: 'http://hl7.org/fhir/StructureDefinition/ordinalValue',
} as const

/** Everything of ours in FHIR begins with this. */
const OURS = 'urn:fermata:fhir:'

export const EXTENSION = {
  attestation: `${OURS}attestation`,
  scoring: `${OURS}scoring`,
  word: `${OURS}word`,
  better: `${OURS}better`,
  /** On answers: how they were given, what was to happen with them, and which way they came. */
  mode: `${OURS}mode`,
  share: `${OURS}share`,
  through: `${OURS}through`,
} as const

/** Our own system of codes. */
export const CODES = `${OURS}codes`
