// Runs test/ledger/cases/*.yaml: one file a rule of the contract, each a few small dossiers with expected verdicts.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { Zone } from '../../src/kernel/holidays.js'
import type { SourceName } from '../../src/records/export-file.js'
import { judge, verdictLine } from '../support/judge.js'
import type { RawRow, RawSources } from '../support/records-from.js'

/** Keys as in the workspace; a case takes what it does not say from its file. */
interface WrittenCase extends Partial<Record<SourceName, RawRow[] | null>> {
  nom: string
  procedure?: Record<string, unknown>
  sites?: { id: string; zone: Zone }[]
  periode?: { du: string; au: string }
  arrete_au?: string
  preuves?: string[]
  /** Verdicts, one a line, in order. */
  attendu: string[]
  /** Codes of the diagnostics of the ledger. */
  diagnostics?: string[]
}

interface WrittenFile extends Omit<WrittenCase, 'nom' | 'attendu'> {
  regle: string
  cas: WrittenCase[]
}

const LEARNER = {
  formation: 'L',
  date_entree: '2025-09-01',
  date_fin_prevue: '2026-06-30',
  statut: 'en_cours',
}
const TRAINING = { code: 'L', intitule: 'Longue', type: 'longue', jours: 30 }
const SOURCES = [
  'apprenants',
  'formations',
  'absences',
  'presences',
  'emargements',
  'relances',
  'abandons',
  'certifications',
  'activites',
  'signalements',
] as const

/** null says that the workspace does not name the source. */
function sourcesOf(file: WrittenFile, written: WrittenCase): RawSources {
  const rows: Partial<Record<SourceName, RawRow[]>> = { formations: [TRAINING], relances: [] }
  for (const name of SOURCES) {
    const own = written[name] === undefined ? file[name] : written[name]
    if (own === null) delete rows[name]
    else if (own !== undefined) rows[name] = own
  }
  const learners = rows.apprenants ?? [{ dossier: 'A-1' }]
  rows.apprenants = learners.map((row) => ({ ...LEARNER, ...row }))
  if (rows.absences !== undefined) {
    rows.absences = rows.absences.map((row) => ({ dossier: 'A-1', justifiee: 'non', ...row }))
  }
  for (const name of ['presences', 'emargements', 'abandons', 'activites', 'certifications'] as const) {
    const own = rows[name]
    if (own !== undefined) rows[name] = own.map((row) => ({ dossier: 'A-1', ...row }))
  }
  if (rows.relances !== undefined) {
    rows.relances = rows.relances.map((row) => ({
      dossier: 'A-1',
      type: 'relance',
      canal: 'telephone',
      destinataire: 'beneficiaire',
      ...row,
    }))
  }
  return rows
}

const folder = new URL('cases/', import.meta.url)
const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'))

describe.each(files)('%s', (name) => {
  const file = parse(readFileSync(new URL(name, folder), 'utf8')) as WrittenFile

  it.each(file.cas)('$nom', (written) => {
    const period = written.periode ?? file.periode ?? { du: '2025-01-01', au: '2026-12-31' }
    const { ledger } = judge({
      procedure: written.procedure ?? file.procedure,
      sources: sourcesOf(file, written),
      asOf: written.arrete_au ?? file.arrete_au ?? '2026-11-30',
      period: { from: period.du, to: period.au },
      sites: written.sites ?? file.sites ?? [],
      proofs: written.preuves ?? file.preuves ?? [],
    })
    expect(ledger.verdicts.map(verdictLine)).toEqual(written.attendu)
    if (written.diagnostics !== undefined) {
      expect(ledger.diagnostics.map(({ kind }) => kind.code)).toEqual(written.diagnostics)
    }
  })
})
