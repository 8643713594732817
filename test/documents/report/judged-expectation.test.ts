import { expect, it } from 'vitest'
import { judgedExpectation } from '../../../src/documents/report/breaches.js'
import type { Verdict } from '../../../src/procedure/ledger.js'
import { obligation } from '../sample-dossier.js'

function judged(procedureVersion: string, amount: number): Verdict {
  const due = obligation({ id: 'contact', title: 'Contacter', delay: { amount, unit: 'workingDays' } })
  return { obligation: due, procedureVersion } as Verdict
}

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')

it('says once what every version that judged expected alike', () => {
  const words = plain(judgedExpectation([judged('04', 2), judged('03', 2)]))
  expect(words).toContain('2 jours ouvrés')
  expect(words).not.toContain('Version')
})

it('never puts a case under the delay of another version', () => {
  const words = plain(judgedExpectation([judged('04', 2), judged('03', 3), judged('04', 2)]))
  expect(words).toMatch(/Version 04\. Attendu : .*2 jours ouvrés.*Version 03\. Attendu : .*3 jours ouvrés/)
})

it('keeps to the older version where it alone judged', () => {
  const words = plain(judgedExpectation([judged('03', 3)]))
  expect(words).toContain('3 jours ouvrés')
  expect(words).not.toContain('2 jours')
})
