// The same ledger whether the rows come straight from memory or are written as CSV and read by the real reader.
import { describe, expect, it } from 'vitest'
import { Diagnostics } from '../../src/kernel/diagnostic.js'
import { buildLedger } from '../../src/procedure/build-ledger.js'
import type { SourceName } from '../../src/records/export-file.js'
import { readRecords } from '../../src/records/read-records.js'
import { NO_SETTINGS } from '../../src/records/source-input.js'
import { registerFrom } from '../support/a-dossier.js'
import { type PlainWorkspace, procedureFrom, verdictLine } from '../support/judge.js'
import { judgeByHand } from '../support/oracle/judge-by-hand.js'
import { randomWorkspace } from '../support/random-workspace.js'
import type { RawRow } from '../support/records-from.js'
import { rounds } from '../support/rounds.js'

const FIRST_SEED = 20_000
const RUNS = rounds(20, 300)

/** Columns that the reader requires and the random rows leave out. */
const REQUIRED: Partial<Record<SourceName, RawRow>> = {
  apprenants: { nom: 'Exemple', prenom: 'Camille' },
  signalements: { categorie: 'harcelement', statut: 'clos' },
}

function csvOf(name: SourceName, rows: readonly RawRow[]): Buffer {
  const first = { ...HEADERS[name], ...REQUIRED[name] }
  const header = [...new Set([...rows.flatMap((row) => Object.keys(row)), ...Object.keys(first)])]
  const lines = rows.map((row) => header.map((key) => row[key] ?? REQUIRED[name]?.[key] ?? '').join(';'))
  return Buffer.from([header.join(';'), ...lines, ''].join('\r\n'))
}

/** Headers that must be there even where no row is. */
const HEADERS: Partial<Record<SourceName, RawRow>> = {
  relances: { dossier: '', date: '', canal: '', destinataire: '' },
  absences: { dossier: '', date: '', justifiee: '' },
  presences: { dossier: '', date: '' },
  activites: { dossier: '', date: '' },
  certifications: { dossier: '', date: '' },
  abandons: { dossier: '', date: '' },
  signalements: { id: '', date: '' },
}

async function judgedThroughCsv(workspace: PlainWorkspace): Promise<string[]> {
  const diagnostics = new Diagnostics()
  const inputs = (Object.entries(workspace.sources) as [SourceName, RawRow[]][]).map(([name, rows]) => ({
    name,
    file: `exports/${name}.csv`,
    bytes: csvOf(name, rows),
    settings: NO_SETTINGS,
  }))
  const records = await readRecords(inputs, diagnostics)
  const procedure = procedureFrom(workspace.procedure)
  const { register } = registerFrom(records, {
    asOf: workspace.asOf,
    period: workspace.period,
    sites: workspace.sites ?? [],
    closures: procedure.closures,
    scope: procedure.scope,
  })
  const proofs = new Map((workspace.proofs ?? []).map((path) => [path, 'present'] as const))
  return buildLedger(register, procedure, proofs).verdicts.map(verdictLine)
}

describe('ledger through CSV', () => {
  it(`is the one of the oracle, seeds ${FIRST_SEED} to ${FIRST_SEED + RUNS - 1}`, async () => {
    for (let seed = FIRST_SEED; seed < FIRST_SEED + RUNS; seed++) {
      const workspace = randomWorkspace(seed)
      const found = { seed, workspace, verdicts: await judgedThroughCsv(workspace) }
      expect(found).toEqual({ ...found, verdicts: judgeByHand(workspace) })
    }
  })
})
