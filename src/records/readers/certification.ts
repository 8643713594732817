// Rows of certifications.
import { nameKey } from '../name-key.js'
import type { Certification } from '../records.js'
import type { RowReader } from '../row-reader.js'
import { FAILED_WORDS, PASSED_WORDS } from '../synonyms.js'
import type { ReadRow } from './read-row.js'

const PASSED = new Set(PASSED_WORDS.map(nameKey))
const FAILED = new Set(FAILED_WORDS.map(nameKey))

export function certificationReader(reader: RowReader): ReadRow<Certification> {
  const { file } = reader
  const enrolmentId = reader.requiredFileNumber('dossier')
  const moment = reader.requiredMoment('date')
  const certification = reader.text('certification')
  const isPresented = reader.yesNo('presente')
  const result = reader.text('resultat')
  const failureReason = reader.text('motif_echec')
  const hasReadGuide = reader.yesNo('guide_lu')
  const hasSeenCourses = reader.yesNo('cours_vus')
  const mentorMeetingsPlanned = reader.number('rdv_mentor_prevus')
  const mentorMeetingsKept = reader.number('rdv_mentor_honores')
  const deliverablesBegunOn = reader.day('debut_livrables')
  const hasUsedKnowledge = reader.yesNo('connaissances_mobilisees')
  const hasTalkedToMentor = reader.yesNo('echange_mentor')
  return (cells, row) => {
    const shown = result(cells, row)
    const record: Certification = {
      export: file,
      row,
      enrolmentId: enrolmentId(cells, row),
      on: moment(cells, row)?.on ?? null,
      certification: certification(cells, row),
      isPresented: isPresented(cells, row),
      result: shown,
      hasPassed: hasPassed(shown),
      failureReason: failureReason(cells, row),
      hasReadGuide: hasReadGuide(cells, row),
      hasSeenCourses: hasSeenCourses(cells, row),
      mentorMeetingsPlanned: mentorMeetingsPlanned(cells, row),
      mentorMeetingsKept: mentorMeetingsKept(cells, row),
      deliverablesBegunOn: deliverablesBegunOn(cells, row),
      hasUsedKnowledge: hasUsedKnowledge(cells, row),
      hasTalkedToMentor: hasTalkedToMentor(cells, row),
    }
    reader.takeUnusable()
    return record.enrolmentId === '' ? null : record
  }
}

function hasPassed(result: string): boolean | null {
  const key = nameKey(result)
  return PASSED.has(key) ? true : FAILED.has(key) ? false : null
}
