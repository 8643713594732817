import { describe, expect, it } from 'vitest'
import { parseIsoDate } from '../../src/kernel/local-date.js'
import {
  chooseReferential,
  REFERENTIALS,
  referentialOf,
} from '../../src/procedure/referentials/choose-referential.js'

function day(iso: string) {
  const date = parseIsoDate(iso)
  if (date === null) throw new Error(iso)
  return date
}

describe('chooseReferential', () => {
  it.each([
    ['2026-10-31', '2026-12-31', 'rnq-2019-v9'],
    ['2026-11-01', '2026-01-01', 'rnq-2026'],
    ['2026-12-10', '2026-10-01', 'rnq-2026'],
    [null, '2026-10-31', 'rnq-2019-v9'],
    [null, '2026-11-01', 'rnq-2026'],
    ['2021-05-01', '2026-11-30', 'rnq-2019-v9'],
  ])('for an audit on %s, as of %s, chooses %s', (auditOn, asOf, id) => {
    const chosen = chooseReferential(auditOn === null ? null : day(auditOn), day(asOf))
    expect(chosen.referential.id).toBe(id)
    expect(chosen.reason).toContain(auditOn === null ? 'Aucune date d’audit' : 'L’audit est daté du')
  })

  it('says that the guide V10 is awaited', () => {
    const { referential, reason } = chooseReferential(day('2026-12-10'), day('2026-11-30'))
    expect(referential.guide.isPublished).toBe(false)
    expect(reason).toContain('dans l’attente du guide V10')
    expect(referential.asksForViolenceReports).toBe(true)
  })
})

describe('the versions of the référentiel', () => {
  it('quote each text with its source', () => {
    for (const referential of REFERENTIALS) {
      const quotations = [
        referential.statement,
        referential.expectedLevel,
        referential.apprenticeship,
        referential.grading.minor,
        referential.grading.major,
        ...referential.precisions,
        ...referential.examples,
      ]
      for (const { text, source } of quotations) {
        expect(text.length).toBeGreaterThan(20)
        expect(source).not.toBe('')
      }
    }
  })

  it('differ by the sentence on violence', () => {
    const added = 'Il s’assure de la prévention et du traitement de toute situation de violence'
    expect(referentialOf('rnq-2026').statement.text).toContain(added)
    expect(referentialOf('rnq-2019-v9').statement.text).not.toContain(added)
    expect(
      referentialOf('rnq-2026').statement.text.startsWith(referentialOf('rnq-2019-v9').statement.text),
    ).toBe(true)
  })
})
