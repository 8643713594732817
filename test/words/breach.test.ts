import { expect, it } from 'vitest'
import { parseIsoDate } from '../../src/kernel/local-date.js'
import type { Verdict } from '../../src/procedure/ledger.js'
import { breachBadge } from '../../src/words/breach.js'
import { CONTACT } from '../documents/sample-dossier.js'

const late = (doneOn: string): string => {
  const verdict = {
    obligation: CONTACT,
    status: 'late',
    evidence: 'present',
    dueOn: parseIsoDate('2025-10-08'),
    doneOn: parseIsoDate(doneOn),
  } as Verdict
  return breachBadge(verdict).text.replace(/[\u00a0\u202f]/g, ' ')
}

// A delay in hours may be passed on its very day: « 0 jour de retard » would read as in time.
it.each([
  ['2025-10-08', 'hors délai'],
  ['2025-10-09', '1 jour de retard'],
  ['2025-10-10', '2 jours de retard'],
])('says of an act of %s: %s', (doneOn, words) => {
  expect(late(doneOn)).toBe(words)
})
