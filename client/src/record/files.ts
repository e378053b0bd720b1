/** The files themselves, made in this page and handed to nobody but the browser's own saving. */
import type { Millis } from '@fermata/shared/clock'
import { QuestionnaireList } from '@fermata/shared/protocol'
import { bundleOf, csvOf, ownCsvOf, recordFile, type RecordedRoom } from '@fermata/shared/record'
import { ok, type Result } from '@fermata/shared/result'
import type { Api } from '../lib/api.ts'

/** Our own file, which can be read back; a table; a second one of the own side and what was agreed on; FHIR for other systems. */
export type FileKind = 'own' | 'table' | 'ownTable' | 'fhir'

export interface MadeFile {
  /** Without a name of anybody: the desktop it lands on may be seen. */
  name: string
  file: Blob
}

/** Makes one file. Only FHIR asks the server for something: which questions were asked. */
export async function makeFile(kind: FileKind, rooms: readonly RecordedRoom[], api: Api, now: Millis): Promise<Result<MadeFile>> {
  const called = `fermata-record-${new Date(now).toISOString().slice(0, 10)}`
  switch (kind) {
    case 'own':
      return ok({ name: `${called}.json`, file: new Blob([recordFile(rooms, now)], { type: 'application/json' }) })
    case 'table':
      // Spreadsheets take a table for UTF-8 by this mark only.
      return ok({ name: `${called}.csv`, file: new Blob(['\uFEFF', csvOf(rooms)], { type: 'text/csv;charset=utf-8' }) })
    case 'ownTable':
      return ok({ name: `${called}-own.csv`, file: new Blob(['\uFEFF', ownCsvOf(rooms)], { type: 'text/csv;charset=utf-8' }) })
    case 'fhir': {
      const asked = await api.get('/questionnaires', QuestionnaireList)
      if (!asked.ok) return asked
      const bundle = JSON.stringify(bundleOf(rooms, asked.value.questionnaires, now), null, 1)
      return ok({ name: `${called}.fhir.json`, file: new Blob([bundle], { type: 'application/fhir+json' }) })
    }
  }
}
