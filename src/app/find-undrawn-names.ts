// Names in scripts that no shipped font draws: what documents show of them depends on the machine.
import type { Diagnostic } from '../kernel/diagnostic.js'
import { counted, fr, quoted } from '../kernel/french.js'
import { placeOf } from '../records/export-file.js'
import type { Enrolment } from '../records/records.js'
import { scriptsWithoutFont } from '../render/fonts.js'
import { APP_PROBLEMS } from './problems.js'

/** One diagnostic a script, at the first name that is written in it. */
export function* findUndrawnNames(enrolments: readonly Enrolment[]): Iterable<Diagnostic> {
  const found = new Map<string, { readonly first: Enrolment; count: number }>()
  for (const enrolment of enrolments) {
    for (const script of scriptsWithoutFont(`${enrolment.lastName} ${enrolment.firstName}`)) {
      const known = found.get(script)
      if (known === undefined) found.set(script, { first: enrolment, count: 1 })
      else known.count += 1
    }
  }
  for (const [script, { first, count }] of found) {
    yield {
      kind: APP_PROBLEMS['ECRITURE-SANS-POLICE'],
      place: placeOf(first, 'nom'),
      field: 'nom',
      seen: fr`${counted(count, 'nom', 'noms')} en écriture ${quoted(script)}`,
      isSeenDescribed: true,
      expected: fr`une écriture que les polices de i12 dessinent`,
      mend: fr`installez sur cette machine une police de cette écriture, ou vérifiez ces noms dans les documents`,
    }
  }
}
