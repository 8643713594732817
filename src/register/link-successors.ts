// Files linked by `remplace_par`: a postponed enrolment and the one that takes its place.
import type { Diagnostics } from '../kernel/diagnostic.js'
import { fr, quoted } from '../kernel/french.js'
import { placeOf } from '../records/export-file.js'
import { REGISTER_PROBLEMS } from './problems.js'
import type { Case } from './register.js'

/** A case while the register is being built. */
export interface Linked extends Omit<Case, 'successor' | 'predecessor'> {
  successor: Linked | null
  predecessor: Linked | null
}

/** Sets `successor` and `predecessor`; a link that leads nowhere, in a circle or to a file already taken is left out. */
export function linkSuccessors(
  cases: readonly Linked[],
  caseOf: ReadonlyMap<string, Linked>,
  diagnostics: Diagnostics,
): void {
  const next = new Map<Linked, Linked>()
  for (const kase of cases) {
    const { replacedBy } = kase.enrolment
    if (replacedBy === '') continue
    const successor = caseOf.get(replacedBy)
    if (successor === undefined) {
      diagnostics.report({
        kind: REGISTER_PROBLEMS['SUITE-INTROUVABLE'],
        place: placeOf(kase.enrolment, 'remplace_par'),
        field: 'remplace_par',
        seen: quoted(replacedBy),
        expected: fr`le numéro d’un autre dossier de l’export des apprenants`,
        mend: fr`ajoutez le dossier qui remplace celui-ci, ou videz la case`,
      })
    } else {
      next.set(kase, successor)
    }
  }
  for (const kase of casesInCircles(next)) {
    const successor = next.get(kase)
    next.delete(kase)
    diagnostics.report({
      kind: REGISTER_PROBLEMS['SUITE-EN-BOUCLE'],
      place: placeOf(kase.enrolment, 'remplace_par'),
      field: 'remplace_par',
      seen: quoted(kase.enrolment.replacedBy),
      expected: fr`un dossier plus récent, qui ne mène pas à celui-ci`,
      mend: fr`videz la case dans le dossier le plus récent`,
      ...(successor === undefined ? {} : { related: [placeOf(successor.enrolment, 'remplace_par')] }),
    })
  }
  for (const [kase, successor] of next) {
    const other = successor.predecessor
    if (other === null) {
      kase.successor = successor
      successor.predecessor = kase
    } else {
      diagnostics.report({
        kind: REGISTER_PROBLEMS['SUITE-EN-DOUBLE'],
        place: placeOf(kase.enrolment, 'remplace_par'),
        field: 'remplace_par',
        seen: quoted(kase.enrolment.replacedBy),
        expected: fr`un dossier qui ne remplace encore aucun autre`,
        mend: fr`gardez un seul dossier d’origine par dossier de remplacement`,
        related: [placeOf(other.enrolment, 'remplace_par')],
      })
    }
  }
}

/** Cases that come back to themselves when links are followed. */
function casesInCircles(next: ReadonlyMap<Linked, Linked>): Linked[] {
  const walkOf = new Map<Linked, number>()
  const circling: Linked[] = []
  let walk = 0
  for (const start of next.keys()) {
    walk += 1
    let kase: Linked | undefined = start
    while (kase !== undefined && !walkOf.has(kase)) {
      walkOf.set(kase, walk)
      kase = next.get(kase)
    }
    if (kase === undefined || walkOf.get(kase) !== walk) continue
    let member: Linked | undefined = kase
    do {
      circling.push(member)
      member = next.get(member)
    } while (member !== undefined && member !== kase)
  }
  return circling
}
