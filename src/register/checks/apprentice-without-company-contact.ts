// Apprentices in training for some time without any trace of contact with their company.
import { counted, formatDate, fr } from '../../kernel/french.js'
import { placeOf } from '../../records/export-file.js'
import type { Action } from '../../records/records.js'
import { type CoherenceCheck, judgedCases, settingOf } from './coherence-check.js'

export const apprenticeWithoutCompanyContact: CoherenceCheck = {
  id: 'apprenti-sans-contact-entreprise',
  kind: {
    code: 'APPRENTI-SANS-CONTACT-ENTREPRISE',
    severity: 'warning',
    summary: fr`Aucun contact avec l’entreprise n’est inscrit pour cet apprenti.`,
    explanation: fr`Le guide de lecture V9 cite parmi les preuves, pour l’alternance, les « contacts/visites avec l’entreprise » (indicateur 12). Un contact est un acte envers l’entreprise ou le maître d’apprentissage, ou une visite d’entreprise.`,
  },
  parameters: [
    {
      name: 'jours',
      description: 'Jours de formation, à compter de l’entrée, au-delà desquels un contact est attendu.',
      unit: 'jours',
      value: 90,
    },
  ],
  *find(context) {
    const { register } = context
    const days = settingOf(this, 'jours', context)
    for (const kase of judgedCases(register)) {
      if (kase.training.type !== 'apprentissage' || kase.enteredOn === null) continue
      const until = kase.leftOn ?? register.asOf
      const stayed = until - kase.enteredOn
      if (stayed <= days || kase.actions.some(reachesCompany)) continue
      yield {
        kind: this.kind,
        place: placeOf(kase.enrolment, 'dossier'),
        field: 'dossier',
        message: fr`L’apprenti du dossier ${kase.enrolment.id}, entré le ${formatDate(kase.enteredOn)}, n’a aucun contact inscrit avec son entreprise.`,
        seen: fr`aucun contact en ${counted(stayed, 'jour', 'jours')}`,
        isSeenDescribed: true,
        expected: fr`un contact ou une visite dans les ${counted(days, 'jour', 'jours')} de l’entrée`,
        mend: fr`inscrivez les contacts et visites dans les relances (destinataire « entreprise » ou « tuteur », type « visite_entreprise »)`,
      }
    }
  },
}

function reachesCompany(action: Action): boolean {
  return (
    action.on !== null &&
    (action.type === 'visite_entreprise' ||
      action.recipient === 'entreprise' ||
      action.recipient === 'tuteur')
  )
}
