import { expect, it } from 'vitest'
import { letterFor } from '../../../src/documents/letters/letter-kind.js'
import { parseIsoDate } from '../../../src/kernel/local-date.js'
import type { Verdict } from '../../../src/procedure/ledger.js'
import { obligation } from '../sample-dossier.js'

/** What is due to the company when something arises on `arisenOn`, the dropout being declared on 2025-10-08. */
function kindOf(arisenOn: string, declaredOn: string | null = '2025-10-08') {
  const verdict = {
    obligation: obligation({
      id: 'informer',
      title: 'Informer',
      expected: { types: ['information'], recipients: ['entreprise'], channels: [], count: 1 },
    }),
    case: { dropout: declaredOn === null ? null : { on: parseIsoDate(declaredOn) } },
    recipient: 'entreprise',
    arisenOn: parseIsoDate(arisenOn),
  } as unknown as Verdict
  return letterFor(verdict)?.kind
}

it('speaks of the absence until the dropout is declared, of the dropout from that day', () => {
  expect(kindOf('2025-10-07')).toBe('absence-notice')
  expect(kindOf('2025-10-08')).toBe('dropout-notice')
  expect(kindOf('2025-10-09')).toBe('dropout-notice')
  expect(kindOf('2025-10-09', null)).toBe('absence-notice')
})
