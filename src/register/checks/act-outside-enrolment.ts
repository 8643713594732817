// Acts far from the enrolment they are attached to.
import { formatDate, fr } from '../../kernel/french.js'
import { addDays, type LocalDate } from '../../kernel/local-date.js'
import { placeOf } from '../../records/export-file.js'
import type { Action } from '../../records/records.js'
import type { Case } from '../register.js'
import { type CoherenceCheck, judgedCases, settingOf } from './coherence-check.js'

export const actOutsideEnrolment: CoherenceCheck = {
  id: 'acte-hors-inscription',
  kind: {
    code: 'ACTE-HORS-INSCRIPTION',
    severity: 'warning',
    summary: fr`Cet acte est loin de l’inscription à laquelle il est rattaché.`,
    explanation: fr`Un accueil avant l’entrée et des démarches après une sortie sont ordinaires ; à des mois de distance, l’année est souvent fausse, ou l’acte appartient à une autre inscription. L’acte est lu comme il est écrit.`,
  },
  parameters: [
    {
      name: 'jours_avant',
      description: 'Jours admis avant l’entrée (ou l’entrée prévue).',
      unit: 'jours',
      value: 90,
    },
    {
      name: 'jours_apres',
      description: 'Jours admis après la fin : la plus tardive de la sortie et de la fin prévue.',
      unit: 'jours',
      value: 90,
    },
  ],
  *find(context) {
    const { register } = context
    const before = settingOf(this, 'jours_avant', context)
    const after = settingOf(this, 'jours_apres', context)
    for (const kase of judgedCases(register)) {
      const start = kase.enteredOn ?? kase.enrolment.plannedEntryOn
      const end = endOf(kase)
      const first = start === null ? null : addDays(start, -before)
      const last = end === null ? null : addDays(end, after)
      // In order of time: where the first and the last lie within, all do.
      if (!isOutside(kase.actions[0], first, last) && !isOutside(lastDated(kase), first, last)) continue
      for (const action of kase.actions) {
        const { on } = action
        if (on === null) continue
        const isBefore = first !== null && on < first
        const isAfter = last !== null && on > last
        if (!isBefore && !isAfter) continue
        yield {
          kind: this.kind,
          place: placeOf(action, dateField(action)),
          field: dateField(action),
          message:
            isBefore && start !== null
              ? fr`Cet acte du dossier ${kase.enrolment.id} vient plus de ${before} jours avant son entrée, le ${formatDate(start)}.`
              : fr`Cet acte du dossier ${kase.enrolment.id} vient plus de ${after} jours après sa fin${end === null ? '' : fr`, le ${formatDate(end)}`}.`,
          seen: formatDate(on),
          isSeenDescribed: true,
          expected: [
            first === null ? null : fr`à partir du ${formatDate(first)}`,
            last === null ? null : fr`jusqu’au ${formatDate(last)}`,
          ]
            .filter((part) => part !== null)
            .join(', '),
          mend: fr`vérifiez l’année de cette date et le numéro de dossier`,
          related: [placeOf(kase.enrolment, isBefore ? 'date_entree' : 'date_sortie')],
        }
      }
    }
  },
}

function isOutside(action: Action | undefined, first: LocalDate | null, last: LocalDate | null): boolean {
  const on = action?.on ?? null
  return on !== null && ((first !== null && on < first) || (last !== null && on > last))
}

/** Acts whose date cannot be used come last. */
function lastDated({ actions }: Case): Action | undefined {
  return actions.findLast(({ on }) => on !== null)
}

function endOf({ leftOn, enrolment }: Case): LocalDate | null {
  if (leftOn === null || enrolment.plannedEndOn === null) return leftOn ?? enrolment.plannedEndOn
  return leftOn > enrolment.plannedEndOn ? leftOn : enrolment.plannedEndOn
}

/** Decisions and attestations taken from abandons stand in columns of their own. */
function dateField(action: Action): string {
  if (action.export.name !== 'abandons') return 'date'
  return action.type === 'attestation' ? 'date_attestation' : 'date_decision'
}
