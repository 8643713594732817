// Which version of the référentiel an audit is held against, and why. May not read the clock.
import { formatLongDate, fr } from '../../kernel/french.js'
import type { LocalDate } from '../../kernel/local-date.js'
import { dayOf } from './day-of.js'
import type { Referential, ReferentialId } from './referential.js'
import { RNQ_2019_V7 } from './rnq-2019-v7.js'
import { RNQ_2019_V9 } from './rnq-2019-v9.js'
import { RNQ_2026 } from './rnq-2026.js'

/** Every version known, the oldest first. */
export const REFERENTIALS: readonly Referential[] = [RNQ_2019_V7, RNQ_2019_V9, RNQ_2026]

/** Audits of the 2026 référentiel begin on this day, whatever their type, without transition. */
const FIRST_DAY_OF_2026 = dayOf('2026-11-01')
/** Audits read by the guide V8, whose indicator 12 the guide V9 left as it was. */
const FIRST_DAY_OF_V8 = dayOf('2024-01-23')

export interface ChosenReferential {
  readonly referential: Referential
  /** French sentences: which date chose it, and what follows from it. */
  readonly reason: string
}

/** The référentiel of an audit: chosen by its date, or by the as-of date while no audit date is known. */
export function chooseReferential(auditOn: LocalDate | null, asOf: LocalDate): ChosenReferential {
  const on = auditOn ?? asOf
  const isNew = on >= FIRST_DAY_OF_2026
  const referential = isNew ? RNQ_2026 : RNQ_2019_V9
  const chosenBy =
    auditOn === null
      ? fr`Aucune date d’audit n’est indiquée ; la date d’arrêté, le ${formatLongDate(asOf)}, choisit le référentiel.`
      : fr`L’audit est daté du ${formatLongDate(auditOn)} ; cette date choisit le référentiel.`
  const because = isNew
    ? fr`Le référentiel issu du décret n° 2026-728 vaut pour tous les audits à compter du ${formatLongDate(FIRST_DAY_OF_2026)}.`
    : fr`Avant le ${formatLongDate(FIRST_DAY_OF_2026)}, les audits portent sur le référentiel de 2019, lu avec le guide V9.`
  const older =
    on < FIRST_DAY_OF_V8
      ? fr`Un audit antérieur au ${formatLongDate(FIRST_DAY_OF_V8)} se lisait avec le guide V7 ou un guide plus ancien, sans la limite de durée du guide V8.`
      : null
  return {
    referential,
    reason: [chosenBy, because, older, referential.guide.note].filter((part) => part !== null).join(' '),
  }
}

export function referentialOf(id: ReferentialId): Referential {
  const found = REFERENTIALS.find((referential) => referential.id === id)
  if (found === undefined) throw new Error(`No référentiel ${id}`)
  return found
}
