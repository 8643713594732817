// The dropout rate cut by site, training, type, funder, prescriber, month of entry and disability. May not round.
import { formatMonth } from '../kernel/french.js'
import { yearMonthDay } from '../kernel/local-date.js'
import { textKey } from '../kernel/text-key.js'
import type { TrainingType } from '../records/values.js'
import { wilson95 } from './intervals.js'
import type { BreakdownRow, Breakdowns, Dimension } from './statistics.js'
import { isDropout, type Unit } from './units.js'

const NOT_RECORDED = 'non renseigné'

const TYPE_LABELS: Readonly<Record<TrainingType, string>> = {
  courte: 'formation courte',
  longue: 'formation longue',
  certifiante: 'formation certifiante',
  bilan: 'bilan de compétences',
  vae: 'VAE',
  apprentissage: 'apprentissage',
}

interface Group {
  readonly key: string
  readonly label: string
  /** What texts typed by people meet under, where that is not the key. */
  readonly sameAs?: string
}

/** The group of a unit in a dimension. Texts typed by people meet under one key, the first wording being shown. */
function groupOf(unit: Unit, dimension: Dimension): Group {
  const { enrolment, training, site } = unit.last
  switch (dimension) {
    case 'site':
      return { key: site.id, label: site.name }
    case 'formation':
      return { key: training.code, label: training.title }
    case 'type':
      return training.type === null
        ? { key: '', label: NOT_RECORDED }
        : { key: training.type, label: TYPE_LABELS[training.type] }
    case 'financeur':
      return typed(enrolment.funder)
    case 'prescripteur':
      return typed(enrolment.prescriber)
    case 'mois': {
      const on = unit.enteredOn ?? unit.cohortOn
      if (on === null) return { key: '', label: NOT_RECORDED }
      const { year, month } = yearMonthDay(on)
      return { key: `${year}-${String(month).padStart(2, '0')}`, label: formatMonth(year, month) }
    }
    case 'psh':
      return enrolment.hasDisability === null
        ? { key: '', label: NOT_RECORDED }
        : enrolment.hasDisability
          ? { key: 'oui', label: 'situation de handicap reconnue' }
          : { key: 'non', label: 'sans situation de handicap reconnue' }
  }
}

function typed(text: string): Group {
  return text.trim() === ''
    ? { key: '', label: NOT_RECORDED }
    : { key: text.trim(), label: text.trim(), sameAs: textKey(text) }
}

/** The key under which each unit is counted, in the order of the units: the first wording where several meet. */
export function groupKeys(units: readonly Unit[], dimension: Dimension): readonly string[] {
  const first = new Map<string, string>()
  return units.map((unit) => {
    const { key, sameAs = key } = groupOf(unit, dimension)
    const known = first.get(sameAs)
    if (known === undefined) first.set(sameAs, key)
    return known ?? key
  })
}

/** Rows of one dimension: the largest groups first, months in order, « non renseigné » last. */
export function breakDown(units: readonly Unit[], dimension: Dimension): readonly BreakdownRow[] {
  const groups = new Map<string, { key: string; label: string; entered: number; dropouts: number }>()
  for (const unit of units) {
    if (unit.state === 'erreur') continue
    const { key, label, sameAs = key } = groupOf(unit, dimension)
    let group = groups.get(sameAs)
    if (group === undefined) {
      group = { key, label, entered: 0, dropouts: 0 }
      groups.set(sameAs, group)
    }
    if (!unit.hasEntered) continue
    group.entered += 1
    if (isDropout(unit)) group.dropouts += 1
  }
  return [...groups.entries()]
    .sort(
      ([a, one], [b, other]) =>
        Number(a === '') - Number(b === '') ||
        (dimension === 'mois' ? 0 : other.entered - one.entered) ||
        (a < b ? -1 : 1),
    )
    .map(([, { key, label, entered, dropouts }]) => ({
      key,
      label,
      entered,
      dropouts,
      value: entered === 0 ? null : dropouts / entered,
      wilson95: wilson95(dropouts, entered),
      ...(entered === 0 ? { reason: 'aucune entrée' } : {}),
    }))
}

export function breakDownBy(units: readonly Unit[], dimensions: readonly Dimension[]): Breakdowns {
  const breakdowns: Partial<Record<Dimension, readonly BreakdownRow[]>> = {}
  for (const dimension of dimensions) breakdowns[dimension] = breakDown(units, dimension)
  return breakdowns
}
