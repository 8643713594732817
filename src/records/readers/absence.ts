// Rows of absences.
import { formatDate, fr } from '../../kernel/french.js'
import type { DaySpan } from '../parse-days.js'
import type { Absence } from '../records.js'
import type { RowReader } from '../row-reader.js'
import type { ReadRow } from './read-row.js'

/** A range of more days than this is more likely a mistyped year than one absence (docs/conception.md). */
const LONGEST_RANGE = 62

const NO_DAY = { on: null, minute: null, until: null } as const

export function absenceReader(reader: RowReader): ReadRow<Absence> {
  const { file } = reader
  const enrolmentId = reader.requiredFileNumber('dossier')
  const spansOf = spanReader(reader)
  const dayPart = reader.dayPart('periode')
  const hours = reader.hours('heures')
  const justification = reader.requiredChoice<'oui' | 'non' | 'en_attente'>('justifiee')
  const reason = reader.text('motif')
  const evidence = reader.paths('preuve')
  return (cells, row) => {
    const id = enrolmentId(cells, row)
    const spans = spansOf(cells, row)
    const part = dayPart(cells, row)
    const justified = justification(cells, row)
    reader.takeUnusable()
    // An absence that may or may not be justified proves nothing either way.
    if (id === '' || justified === null) return null
    const absenceOf = ({ on, minute, until }: DaySpan | typeof NO_DAY): Absence => ({
      export: file,
      row,
      column: reader.column,
      enrolmentId: id,
      on,
      minute,
      until,
      dayPart: part ?? 'journee',
      hours: hours(cells, row),
      isJustified: justified === 'oui',
      isAwaited: justified === 'en_attente',
      reason: reason(cells, row),
      evidence: evidence(cells, row),
    })
    const [first = NO_DAY] = spans
    return spans.length < 2 ? absenceOf(first) : spans.map(absenceOf)
  }
}

/** The days that a row of absences names, in `date` alone or from `date` to `date_fin`; none where they cannot be used. */
function spanReader(reader: RowReader): (cells: readonly string[], row: number) => readonly DaySpan[] {
  const days = reader.requiredDays('date')
  const lastDay = reader.day('date_fin')
  return (cells, row) => {
    const spans = days(cells, row)
    const last = lastDay(cells, row)
    // Without its last day, a range is not known.
    if (reader.isUnusable('date_fin')) return []
    const [first] = spans
    if (first === undefined) return spans
    if (last !== null && (spans.length > 1 || (first.until !== null && first.until !== last))) {
      reader.report('PLAGE-IMPOSSIBLE', 'date_fin', cells, row, {
        seen: formatDate(last),
        message: fr`La case « date » de cette ligne donne déjà plusieurs jours.`,
        expected: fr`un dernier jour là où « date » donne un seul jour`,
        mend: fr`retirez le dernier jour, ou n’écrivez que le premier dans « date »`,
      })
      return []
    }
    const range = last === null ? first : { ...first, until: last }
    if (range.until === null) return spans
    const length = range.until - range.on + 1
    if (length === 1) return [{ ...range, until: null }]
    if (length > 1 && length <= LONGEST_RANGE) return [range]
    reader.report('PLAGE-IMPOSSIBLE', last === null ? 'date' : 'date_fin', cells, row, {
      seen: formatDate(range.until),
      message:
        length < 1
          ? fr`Cette absence finit le ${formatDate(range.until)}, avant de commencer le ${formatDate(range.on)}.`
          : fr`Cette absence dure ${length} jours, du ${formatDate(range.on)} au ${formatDate(range.until)}.`,
      expected: fr`un dernier jour le ${formatDate(range.on)} ou après, ${LONGEST_RANGE} jours en tout au plus`,
      mend: fr`corrigez l’un des deux jours, ou coupez cette absence en plusieurs lignes`,
    })
    return []
  }
}
