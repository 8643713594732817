// Every line below a header is read, set aside or skipped, and counted once: random files whose lines are known.
import { describe, expect, it } from 'vitest'
import { buildDossier } from '../../src/app/build-dossier.js'
import { parseIsoDate } from '../../src/kernel/local-date.js'
import { Chance } from '../support/chance.js'
import { temporaryWorkspace } from '../support/temporary-workspace.js'

/** What becomes of a line. */
type Fate = 'read' | 'setAside' | 'header' | 'total' | 'blank' | 'filtered'

interface Written {
  readonly text: string
  readonly fates: Readonly<Record<Fate, number>>
  readonly records: number
}

interface Line {
  readonly cells: readonly string[]
  readonly fate: Fate
  readonly records?: number
}

interface Shape {
  readonly header: readonly string[]
  readonly lines: readonly ((chance: Chance) => Line)[]
}

const KNOWN = ['A-1', 'A-2', 'A-3']
const day = (chance: Chance) => `${chance.whole(10, 28)}/0${chance.whole(1, 9)}/2026`

const SHAPES: Readonly<Record<string, Shape>> = {
  absences: {
    header: ['dossier', 'date', 'justifiee', 'Sorte'],
    lines: [
      (chance) => ({
        cells: [chance.one(KNOWN), day(chance), chance.one(['oui', 'non']), 'absence'],
        fate: 'read',
      }),
      (chance) => ({ cells: [chance.one(KNOWN), day(chance), 'non', 'retard'], fate: 'filtered' }),
      () => ({ cells: ['A-1', '31/02/2026', 'non', 'absence'], fate: 'setAside' }),
      (chance) => ({ cells: ['A-2', day(chance), 'peut-être', 'absence'], fate: 'setAside' }),
      (chance) => ({ cells: ['Z-9', day(chance), 'non', 'absence'], fate: 'setAside' }),
      (chance) => ({ cells: ['', day(chance), 'non', 'absence'], fate: 'setAside' }),
      () => ({ cells: ['Z-9', 'bientôt', 'non', 'absence'], fate: 'setAside' }),
    ],
  },
  relances: {
    header: ['dossier', 'date', 'canal', 'destinataire'],
    lines: [
      (chance) => ({ cells: [chance.one(KNOWN), day(chance), 'sms', 'beneficiaire'], fate: 'read' }),
      (chance) => ({
        cells: [chance.one(KNOWN), day(chance), 'sms + mail', 'stagiaire, employeur'],
        fate: 'read',
        records: 4,
      }),
      () => ({ cells: ['A-1', '00', 'sms', 'beneficiaire'], fate: 'setAside' }),
      (chance) => ({ cells: ['Z-9', day(chance), 'sms', 'beneficiaire'], fate: 'setAside' }),
    ],
  },
  emargements: {
    header: ['dossier', '05/10/2026 matin', '05/10/2026 après-midi', '06/10/2026'],
    lines: [
      (chance) => ({ cells: [chance.one(KNOWN), 'absent', 'present', 'retard'], fate: 'read', records: 3 }),
      (chance) => ({ cells: [chance.one(KNOWN), 'present', '', 'dispense'], fate: 'read', records: 1 }),
      (chance) => ({ cells: [chance.one(KNOWN), 'present', '?', ''], fate: 'read', records: 1 }),
      (chance) => ({ cells: [chance.one(KNOWN), '', '', ''], fate: 'read', records: 0 }),
      () => ({ cells: ['A-1', '?', '?', ''], fate: 'setAside' }),
      () => ({ cells: ['Z-9', 'present', 'present', ''], fate: 'setAside', records: 2 }),
      () => ({ cells: ['', 'present', 'present', ''], fate: 'setAside' }),
    ],
  },
}

function write(shape: Shape, chance: Chance): Written {
  const { header } = shape
  const blank = header.map(() => '')
  const common: readonly ((chance: Chance) => Line)[] = [
    () => ({ cells: header, fate: 'header' }),
    (some) => ({
      cells: [some.one(['Total', 'Sous-total', 'Nombre de lignes']), ...blank.slice(1, -1), '12'],
      fate: 'total',
    }),
    (some) => ({ cells: some.chance(0.5) ? [''] : blank, fate: 'blank' }),
  ]
  const lines = Array.from({ length: chance.whole(1, 25) }, () =>
    chance.one(chance.chance(0.3) ? common : shape.lines)(chance),
  )
  // What stands below the last filled line is no part of the table.
  const last = lines.findLastIndex(({ fate }) => fate !== 'blank')
  const fates: Record<Fate, number> = { read: 0, setAside: 0, header: 0, total: 0, blank: 0, filtered: 0 }
  let records = 0
  for (const { fate, records: given = 1 } of lines.slice(0, last + 1)) {
    fates[fate]++
    if (fate === 'read') records += given
  }
  const text = [header, ...lines.map(({ cells }) => cells)].map((cells) => cells.join(';')).join('\n')
  return { text: `${text}\n`, fates, records }
}

const PROCEDURE = `reference: PR
intitule: Procédure
obligations:
  - id: accueil
    intitule: Accueillir
    quand: { entree: oui }
    faire: { types: [entretien] }
    delai: 5 jours
`

const FILES = {
  'i12.yaml': `organisme: { nom: Exemple Formation }
audit: {}
procedure: procedure.yaml
sources:
  apprenants: apprenants.csv
  absences: { fichier: absences.csv, garder: { Sorte: [absence] } }
  relances: relances.csv
  emargements: { fichier: emargements.csv, grille: oui }
`,
  'procedure.yaml': PROCEDURE,
  'apprenants.csv': `dossier;nom;prenom;formation;date_entree;date_fin_prevue;statut
${KNOWN.map((id) => `${id};Genêt;Rose;F1;01/01/2026;31/12/2026;en_cours`).join('\n')}
`,
}

describe('the lines of a source', () => {
  it.each(
    Array.from({ length: 40 }, (_, index) => index + 1),
  )('add up, whatever they are (seed %d)', async (seed) => {
    const chance = new Chance(seed)
    const written = Object.fromEntries(
      Object.entries(SHAPES).map(([name, shape]) => [name, write(shape, chance)]),
    )
    const folder = await temporaryWorkspace({
      ...FILES,
      ...Object.fromEntries(Object.entries(written).map(([name, { text }]) => [`${name}.csv`, text])),
    })
    const { result } = await buildDossier({ folder, asOf: parseIsoDate('2026-11-30') })
    expect(
      result.ledger,
      JSON.stringify(result.diagnostics.map(({ kind, seen }) => [kind.code, seen])),
    ).not.toBeNull()
    for (const { name, rows, setAside, skipped, joined, records } of result.sources) {
      const known = written[name]
      if (known === undefined) continue
      const { read, ...others } = known.fates
      expect({ name, setAside, ...skipped }, known.text).toEqual({ name, ...others })
      const left = Object.values(skipped).reduce((sum, count) => sum + count, 0)
      expect(rows, known.text).toBe(read + setAside + left + joined.uncertain + joined.unmatched)
      expect(records, known.text).toBe(known.records)
    }
  })
})
