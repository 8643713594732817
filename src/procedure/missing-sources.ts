// Sources and columns that the procedure needs and the workspace does not have. May not judge.
import type { Diagnostic } from '../kernel/diagnostic.js'
import { fr, listed, plural, quoted } from '../kernel/french.js'
import { type Place, wholeFile } from '../kernel/origin.js'
import type { SourceName } from '../records/export-file.js'
import { hasField, type Records } from '../records/records.js'
import type { LedgerPlan, PlannedObligation } from './ledger-plan.js'
import { LEDGER_PROBLEMS } from './ledger-problems.js'
import type { Obligation } from './procedure.js'
import { kindOf } from './triggers/triggers.js'

export interface SourceNeeds {
  /** What can be judged with the sources there are. */
  readonly judged: readonly PlannedObligation[]
  readonly diagnostics: readonly Diagnostic[]
}

const WORKSPACE_FILE = 'i12.yaml'

/**
 * Without relances nothing can be trusted. Without another source that its trigger or limit needs, an obligation gives
 * no verdict (abandons is not needed: the trigger falls back on `date_sortie`).
 */
export function holdAgainstSources(plan: LedgerPlan, records: Records): SourceNeeds {
  const diagnostics: Diagnostic[] = []
  const needsActions = plan.obligations.filter(({ trigger }) => trigger?.kind !== 'violenceReport')
  if (needsActions.length > 0 && !records.sources.has('relances')) {
    diagnostics.push(missingRelances())
    return { judged: [], diagnostics }
  }
  const without = new Map<SourceName, Set<string>>()
  const judged = plan.planned.filter(({ obligation }) => {
    const missing = sourcesNeededBy(obligation).filter((source) => !records.sources.has(source))
    for (const source of missing) without.set(source, (without.get(source) ?? new Set()).add(obligation.id))
    return missing.length === 0 && !lacksColumn(obligation, records)
  })
  for (const [source, ids] of without) {
    const [first] = ids
    const place = plan.obligations.find(({ id }) => id === first)?.place ?? wholeFile(WORKSPACE_FILE)
    diagnostics.push(missingSource(source, [...ids], place))
  }
  return { judged, diagnostics: [...diagnostics, ...missingColumns(plan.obligations, records)] }
}

function sourcesNeededBy({ trigger, limit }: Obligation): readonly SourceName[] {
  if (limit === 'examen') return ['certifications']
  return trigger === null ? [] : kindOf(trigger).sources
}

function missingRelances(): Diagnostic {
  return {
    kind: LEDGER_PROBLEMS['RELANCES-ABSENTES'],
    place: wholeFile(WORKSPACE_FILE),
    field: 'relances',
    seen: fr`aucune source « relances »`,
    expected: fr`le chemin de l’export des relances, par exemple « exports/relances.csv »`,
    mend: fr`ajoutez « relances » aux sources de i12.yaml`,
  }
}

function missingSource(source: SourceName, ids: readonly string[], place: Place): Diagnostic {
  return {
    kind: LEDGER_PROBLEMS['SOURCE-ABSENTE'],
    place,
    field: source,
    message: fr`Sans la source ${quoted(source)}, ${plural(ids.length, 'l’obligation', 'les obligations')} ${listed(ids.map(quoted))} ${plural(ids.length, 'ne donne', 'ne donnent')} aucun constat.`,
    seen: fr`aucune source ${quoted(source)}`,
    expected: fr`un export nommé sous « sources » dans i12.yaml`,
    mend: fr`ajoutez ${quoted(source)} aux sources de i12.yaml, ou retirez ${plural(ids.length, 'cette obligation', 'ces obligations')} de la procédure`,
  }
}

/** The column of absences that a trigger counts, where no export has it. */
function lacksColumn({ trigger }: Obligation, records: Records): boolean {
  const column = trigger === null ? null : (kindOf(trigger).columnOf?.(trigger) ?? null)
  return column !== null && records.sources.has('absences') && !hasField(records, 'absences', column)
}

/** Columns without which an obligation concerns nobody, or counts nothing. */
function missingColumns(obligations: readonly Obligation[], records: Records): Diagnostic[] {
  const needs: readonly (readonly [SourceName, string, (obligation: Obligation) => boolean])[] = [
    [
      'apprenants',
      'psh',
      ({ trigger, audience }) => trigger?.kind === 'disability' || audience.hasDisability === true,
    ],
    ['apprenants', 'tuteur', ({ expected }) => expected.recipients.includes('tuteur')],
    ['apprenants', 'responsable_legal', ({ expected }) => expected.recipients.includes('responsable_legal')],
    ['absences', 'heures', (obligation) => lacksColumn(obligation, records)],
  ]
  return needs.flatMap(([source, column, isNeededBy]) => {
    const needing = obligations.filter(isNeededBy)
    const [first] = needing
    if (first === undefined || hasField(records, source, column)) return []
    const ids = needing.map(({ id }) => quoted(id))
    return [
      {
        kind: LEDGER_PROBLEMS['COLONNE-ABSENTE-PROCEDURE'],
        place: first.place,
        field: column,
        message: fr`Sans la colonne ${quoted(column)}, ${plural(ids.length, 'l’obligation', 'les obligations')} ${listed(ids)} ${plural(ids.length, 'ne peut', 'ne peuvent')} pas être ${plural(ids.length, 'jugée', 'jugées')} entièrement.`,
        seen: fr`aucune colonne ${quoted(column)} dans l’export des ${source}`,
        expected: fr`la colonne ${quoted(column)}, même vide pour la plupart des lignes`,
        mend: fr`ajoutez la colonne à l’export, ou sa correspondance dans i12.yaml`,
      },
    ]
  })
}
