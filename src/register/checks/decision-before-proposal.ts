// Dropouts decided before any alternative was proposed.
import { formatDate, fr } from '../../kernel/french.js'
import { placeOf } from '../../records/export-file.js'
import { outcomeOf } from '../dropout-outcome.js'
import { type CoherenceCheck, judgedCases } from './coherence-check.js'

export const decisionBeforeProposal: CoherenceCheck = {
  id: 'decision-avant-proposition',
  kind: {
    code: 'DECISION-AVANT-PROPOSITION',
    severity: 'warning',
    summary: fr`Un abandon est décidé avant toute proposition de solution.`,
    explanation: fr`Proposer une autre voie (report, adaptation, autre financement) est ce qui peut encore éviter la rupture. Une décision datée d’avant la première proposition, ou sans aucune, montre une prévention qui n’a pas eu lieu ou qui n’a pas été consignée. Une alternative inscrite sans date dans les abandons compte comme une proposition.`,
  },
  parameters: [],
  *find({ register }) {
    for (const kase of judgedCases(register)) {
      if (kase.dropout === null) continue
      const { decision, proposed } = outcomeOf(kase.dropout, register.asOf)
      const decidedOn = decision?.on ?? null
      if (decidedOn === null) continue
      const proposals = kase.actions.filter((action) => action.type === 'proposition' && action.on !== null)
      const first = proposals[0]
      if (first === undefined ? proposed !== null : first.on !== null && first.on <= decidedOn) continue
      yield {
        kind: this.kind,
        place: placeOf(kase.dropout, 'date_decision'),
        field: 'date_decision',
        message:
          first === undefined || first.on === null
            ? fr`L’abandon du dossier ${kase.enrolment.id} est décidé sans qu’aucune proposition soit inscrite.`
            : fr`L’abandon du dossier ${kase.enrolment.id} est décidé avant la première proposition, datée du ${formatDate(first.on)}.`,
        seen: formatDate(decidedOn),
        isSeenDescribed: true,
        expected: 'une proposition datée du jour de la décision ou d’avant',
        mend: fr`inscrivez la proposition faite (type « proposition » dans les relances, ou « alternative » dans les abandons), ou corrigez la date`,
        ...(first === undefined ? {} : { related: [placeOf(first, 'date')] }),
      }
    }
  },
}
