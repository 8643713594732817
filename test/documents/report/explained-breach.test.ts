import { expect, it } from 'vitest'
import { buildReport } from '../../../src/documents/report/build-report.js'
import type { ReportInputs } from '../../../src/documents/report/report-inputs.js'
import type { Explanation } from '../../../src/records/records.js'
import { day } from '../../support/a-dossier.js'
import { ledgerOf, sampleInputs } from '../sample-dossier.js'

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')

function inputsWith(explanation: Partial<Explanation>): ReportInputs {
  const inputs = sampleInputs({ breachEvery: 7 })
  const breach = inputs.ledger.verdicts.find(
    ({ status, case: subject }) => status === 'missing' && subject !== null,
  )
  if (breach?.case == null) throw new Error('no breach')
  const { enrolment } = breach.case
  const written: Explanation = {
    export: enrolment.export,
    row: 0,
    enrolmentId: enrolment.id,
    obligationId: breach.obligation.id,
    on: day('2026-11-20'),
    reason: "Référente absente, l'appel n'a pas été noté",
    author: 'Prune Coquelicot',
    ...explanation,
  }
  return {
    ...inputs,
    ledger: ledgerOf([breach]),
    register: { ...inputs.register, records: { ...inputs.register.records, explanations: [written] } },
  }
}

const said = (inputs: ReportInputs) =>
  plain(buildReport(inputs).view.breaches.table?.groups[0]?.rows[0]?.cells.at(-1)?.detail ?? '')

it('is printed beside the breach that it explains, and changes no count', () => {
  const inputs = inputsWith({})
  expect(said(inputs)).toBe(
    'Explication du 20/11/2026 (Prune Coquelicot) : « Référente absente, l’appel n’a pas été noté ».',
  )
  expect(plain(buildReport(inputs).view.breaches.lead ?? '')).toMatch(/^1 écart relevé/)
})

it.each<[string, Partial<Explanation>]>([
  ['of another case', { enrolmentId: 'A-9999' }],
  ['of another obligation', { obligationId: 'autre' }],
  ['of after the as-of date', { on: day('2026-12-01') }],
  ['of before the breach', { on: day('2025-01-01') }],
])('is not printed where it is %s', (_, explanation) => {
  expect(said(inputsWith(explanation))).toBe('')
})

it('gives no reason of health', () => {
  const words = said(inputsWith({ reason: 'Hospitalisation du bénéficiaire' }))
  expect(words).toContain('« motif personnel »')
  expect(words).not.toMatch(/hospital/i)
})

it('keeps free text out of the rendering with codes', () => {
  const inputs = inputsWith({ reason: 'Mme Bleuet absente' })
  const words = said({ ...inputs, naming: { ...inputs.naming, isPseudonymised: true } })
  expect(words).toBe('Explication du 20/11/2026 consignée par l’organisme.')
})
