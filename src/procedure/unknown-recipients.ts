// Obligations owed to somebody whom no column of apprenants names. May not judge: judge-case.ts does.
import type { Diagnostic } from '../kernel/diagnostic.js'
import { counted, fr, listed, plural, quoted } from '../kernel/french.js'
import { wholeFile } from '../kernel/origin.js'
import type { Recipient } from '../records/values.js'
import type { Verdict } from './ledger.js'
import { LEDGER_PROBLEMS } from './ledger-problems.js'
import { isUnknownRecipient } from './recipients.js'

/** Once for each recipient, with the obligations and what became of them. */
export function reportUnknownRecipients(verdicts: readonly Verdict[]): Diagnostic[] {
  const towards = new Map<Recipient, Verdict[]>()
  for (const verdict of verdicts) {
    const { recipient } = verdict
    if (recipient === null || verdict.case === null) continue
    if (!isUnknownRecipient(recipient, verdict.case.enrolment)) continue
    const known = towards.get(recipient)
    if (known === undefined) towards.set(recipient, [verdict])
    else known.push(verdict)
  }
  return [...towards].map(([recipient, owed]) => sayUnknown(recipient, owed))
}

function sayUnknown(recipient: Recipient, owed: readonly Verdict[]): Diagnostic {
  const ids = [...new Set(owed.map(({ obligation }) => quoted(obligation.id)))]
  const open = owed.filter(({ status }) => status === 'undetermined').length
  const file = owed[0]?.case?.enrolment.export.table.file ?? ''
  return {
    kind: LEDGER_PROBLEMS['DESTINATAIRE-INCONNU'],
    place: wholeFile(file),
    field: recipient,
    message: fr`${plural(ids.length, 'L’obligation', 'Les obligations')} ${listed(ids)} ${plural(ids.length, 's’adresse', 's’adressent')} à ${quoted(recipient)}, qu’aucune colonne de l’export des apprenants ne nomme : ${open === 0 ? fr`des démarches les remplissent` : fr`${counted(open, 'constat reste indéterminé', 'constats restent indéterminés')}`}.`,
    seen: fr`aucune colonne ${quoted(recipient)} dans l’export des apprenants`,
    isSeenDescribed: true,
    expected: fr`la colonne ${quoted(recipient)}, vide pour qui n’en a pas`,
    mend: fr`ajoutez la colonne à l’export, sa correspondance ou une constante dans i12.yaml, ou retirez ce destinataire de la procédure`,
  }
}
