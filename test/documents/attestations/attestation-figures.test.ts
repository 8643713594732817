import { describe, expect, it } from 'vitest'
import { NumberSequence } from '../../../src/documents/attestations/attestation-number.js'
import {
  mayBecome,
  RegisterError,
  readAttestationRegister,
  writeAttestationRegister,
} from '../../../src/documents/attestations/attestation-register.js'
import { sealFrame } from '../../../src/documents/attestations/attestation-view.js'
import { realisationRate } from '../../../src/documents/attestations/realisation-rate.js'
import { dateOf, type LocalDate } from '../../../src/kernel/local-date.js'

describe('the realisation rate', () => {
  // 30 of 50 is the example of the Caisse des Dépôts.
  it.each([
    [30, 50, 60],
    [0, 50, 0],
    [50, 50, 100],
    [55, 50, 100],
    [57, 200, 29],
    [56.9, 200, 28],
    [1, 3, 33],
    [2, 3, 67],
    [0.285, 1, 29],
  ])('of %s hours out of %s is %s %%', (done, planned, rate) => {
    expect(realisationRate(done, planned)).toBe(rate)
  })

  it('is refused where a figure is missing', () => {
    expect(realisationRate(null, 50)).toBeNull()
    expect(realisationRate(30, null)).toBeNull()
    expect(realisationRate(30, 0)).toBeNull()
  })
})

describe('numbers', () => {
  it('follow the highest given in the year, whatever the order, and skip what is not a number of ours', () => {
    const numbers = new NumberSequence(2026, ['2026-002', '2025-099', '2026-012', 'X-1', '2026-1'])
    expect([numbers.next(), numbers.next()]).toEqual(['2026-013', '2026-014'])
    expect(new NumberSequence(2026, []).next()).toBe('2026-001')
    expect(new NumberSequence(2026, ['2026-999']).next()).toBe('2026-1000')
  })
})

describe('the register', () => {
  const entry = {
    number: '2026-001',
    nature: 'declaration' as const,
    enrolmentId: 'A-2',
    state: 'demandee' as const,
    stateOn: dateOf(2026, 11, 30) as LocalDate,
    file: 'sorties/attestations/2026-001.pdf',
    sha256: 'ab',
  }
  const rows = () =>
    Buffer.concat(writeAttestationRegister([entry]).parts)
      .toString('utf8')
      .replace('\uFEFF', '')
      .trimEnd()
      .split('\r\n')
      .map((line) => line.split(';'))

  it('reads back what it wrote', () => {
    expect(readAttestationRegister(rows())).toEqual([entry])
    expect(readAttestationRegister([])).toEqual([])
  })

  it.each([
    ['a number given twice', (all: string[][]) => [...all, all[1] ?? []], 3],
    ['an unknown state', (all: string[][]) => [all[0] ?? [], (all[1] ?? []).with(3, 'perdue')], 2],
    ['an impossible date', (all: string[][]) => [all[0] ?? [], (all[1] ?? []).with(4, '30/02/2026')], 2],
    ['another header', (all: string[][]) => [['x'], all[1] ?? []], 1],
  ])('refuses %s at its line', (_, change, line) => {
    try {
      readAttestationRegister(change(rows()))
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(RegisterError)
      expect((error as RegisterError).line).toBe(line)
    }
  })

  it('moves along, never back', () => {
    expect(mayBecome('demandee', 'signee')).toBe(true)
    expect(mayBecome('sans_reponse', 'signee')).toBe(true)
    expect(mayBecome('envoyee', 'signee')).toBe(false)
    expect(mayBecome('signee', 'demandee')).toBe(false)
  })
})

describe('the frame of the seal', () => {
  const certificate = {
    subject: 'Cachet Horizon Formation',
    organisation: 'Horizon Formation',
    issuer: 'Autorité',
    isSelfSigned: false,
    claimsQualified: false,
    purpose: null,
  } as const
  const director = { name: 'Claire Martin', capacity: 'Directrice' }

  it.each([
    [certificate, 'Cachet électronique non qualifié'],
    [{ ...certificate, subject: 'Claire Martin' }, 'Signature électronique non qualifiée'],
    [{ ...certificate, purpose: 'signature' as const }, 'Signature électronique non qualifiée'],
    [
      { ...certificate, purpose: 'seal' as const, claimsQualified: true },
      'Cachet électronique, certificat déclaré qualifié',
    ],
  ])('says what it is', (given, heading) => {
    expect(sealFrame(given, director).heading).toBe(heading)
  })
})
