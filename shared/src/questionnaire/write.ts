/** A questionnaire as FHIR R4 writes it; what was read is written back as it was. Pure. */
import type { FhirItem, FhirQuestionnaire } from './fhir.ts'
import type { Instrument, Question } from './instrument.ts'
import { EXTENSION, FHIR } from './names.ts'

/** Where only a total can be entered, the questions are not in it. */
export function writeQuestionnaire(instrument: Instrument): FhirQuestionnaire {
  const { questionnaire, url, title, notice, copyright, attestation, total, entry } = instrument
  const [id = '', version = ''] = questionnaire.split('|')
  return {
    resourceType: 'Questionnaire',
    id,
    url,
    version,
    title,
    status: 'active',
    ...(notice === '' ? {} : { description: notice }),
    ...(copyright === '' ? {} : { copyright }),
    extension: [
      {
        url: EXTENSION.attestation,
        extension: [
          { url: 'holder', valueString: attestation.holder },
          { url: 'licence', valueString: attestation.licence },
          ...(attestation.expires === null ? [] : [{ url: 'expires' as const, valueDate: attestation.expires }]),
          { url: 'electronicUse', valueBoolean: entry.entry === 'questions' },
        ],
      },
      {
        url: EXTENSION.scoring,
        extension: [
          { url: 'total', valueCode: total.total },
          ...(total.total === 'none'
            ? []
            : [
                { url: 'min' as const, valueDecimal: total.min },
                { url: 'max' as const, valueDecimal: total.max },
                { url: 'better' as const, valueCode: total.better },
              ]),
        ],
      },
      ...(entry.entry === 'total' ? [] : entry.words).map(({ value, label }) => ({
        url: EXTENSION.word,
        extension: [{ url: 'value', valueDecimal: value }, { url: 'label', valueString: label }],
      }) satisfies FhirQuestionnaire['extension'][number]),
    ],
    ...(entry.entry === 'total' ? {} : { item: entry.questions.map(itemOf) }),
  }
}

function itemOf(question: Question): FhirItem {
  const about = { linkId: question.id, text: question.text }
  // Higher is better unless something else is said.
  const better = question.answer !== 'words' && question.better === 'lower'
    ? [{ url: EXTENSION.better, valueCode: 'lower' as const }]
    : []
  switch (question.answer) {
    case 'line':
      return {
        ...about, type: 'integer',
        extension: [
          { url: FHIR.min, valueInteger: question.min },
          { url: FHIR.max, valueInteger: question.max },
          { url: FHIR.step, valueInteger: question.step },
          ...better,
        ],
      }
    case 'number':
      return {
        ...about, type: 'decimal',
        extension: [{ url: FHIR.min, valueDecimal: question.min }, { url: FHIR.max, valueDecimal: question.max }, ...better],
      }
    case 'choice':
      return {
        ...about, type: 'choice',
        answerOption: question.options.map(({ value, label }) => ({
          valueCoding: { code: String(value), display: label, extension: [{ url: FHIR.ordinal, valueDecimal: value }] },
        })),
        ...(better.length === 0 ? {} : { extension: better }),
      }
    case 'words':
      return { ...about, type: 'text', maxLength: question.letters }
  }
}
