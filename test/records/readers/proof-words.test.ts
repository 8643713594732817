import { expect, it } from 'vitest'
import { type LocalDate, parseIsoDate } from '../../../src/kernel/local-date.js'
import { actionsOfDropout } from '../../../src/register/dropout-actions.js'
import { outcomeOf } from '../../../src/register/dropout-outcome.js'
import { readExport } from '../../support/read-text.js'

const AS_OF = parseIsoDate('2026-11-30') as LocalDate

it.each([
  ['Oui', '', '', true],
  ['non', '', '', false],
  ['NON', '01/10/2026', '', false],
  ['preuves/attestation.pdf', '', 'preuves/attestation.pdf', true],
  ['ATT-2026-001', '', 'ATT-2026-001', true],
  ['1', '', '1', true],
  ['', '01/10/2026', '', true],
  ['', '01/12/2026', '', false],
  ['oui', '01/12/2026', '', false],
  ['', '', '', false],
])('reads the attestation « %s » of %s once, for the counts and for the ledger', async (cell, on, path, isBack) => {
  const { records } = await readExport(
    'abandons',
    `dossier;date;attestation;date_attestation\nA-1;05/09/2026;${cell};${on}\n`,
  )
  const [dropout] = records.dropouts
  if (dropout === undefined) throw new Error('no row')
  expect(dropout.attestation).toBe(path)
  expect(outcomeOf(dropout, AS_OF).attestation !== null).toBe(isBack)
  // The date is the act, whatever came back; its proof is what the cell names.
  expect(actionsOfDropout(dropout).map(({ type, evidence }) => [type, ...evidence])).toEqual(
    on === '' ? [] : [['attestation', ...(path === '' ? [] : [path])]],
  )
})

it.each([
  ['oui', 'non'],
  ['Non', 'O'],
  ['vrai', 'faux'],
])('takes « %s » for no proof and « %s » for no ticket', async (proof, ticket) => {
  const { records } = await readExport(
    'relances',
    `dossier;date;canal;destinataire;preuve;ticket\nA-1;05/09/2026;email;beneficiaire;${proof};${ticket}\n`,
  )
  expect(records.actions).toMatchObject([{ evidence: [], ticket: '' }])
})

it('counts a decision that is dated, even without its words, and none to come', async () => {
  const { records } = await readExport(
    'abandons',
    'dossier;date;alternative;decision;date_decision\nA-1;05/09/2026;aucune;;01/10/2026\nA-2;05/09/2026;report;valide;\nA-3;05/09/2026;;valide;01/12/2026\n',
  )
  const outcomes = records.dropouts.map((dropout) => outcomeOf(dropout, AS_OF))
  expect(outcomes.map(({ decision }) => decision?.kind)).toEqual([null, 'valide', undefined])
  expect(outcomes.map(({ proposed }) => proposed)).toEqual([null, 'report', null])
})
