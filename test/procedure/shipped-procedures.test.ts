// Each shipped procedure is run on learners to whom everything happens: every obligation must arise and be met.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { addDays, formatIsoDate } from '../../src/kernel/local-date.js'
import { ACTION_TYPES, TRAINING_TYPES } from '../../src/records/values.js'
import { day } from '../support/a-dossier.js'
import { judge, procedureFrom } from '../support/judge.js'
import type { RawRow } from '../support/records-from.js'

const NAMES = ['abandon-huit-etapes', 'parcours-par-type', 'apprentissage', 'signalements'] as const

interface Written {
  readonly obligations: readonly {
    readonly faire: { readonly types?: readonly string[]; readonly destinataires?: readonly string[] }
  }[]
}

/** The text of a shipped procedure, with every open delay decided. */
function decided(name: string): Written {
  const text = readFileSync(new URL(`../../templates/procedures/${name}.yaml`, import.meta.url), 'utf8')
  return parse(text.replaceAll('à fixer', '10 jours ouvrés')) as Written
}

const iso = (offset: number) => formatIsoDate(addDays(day('2026-01-05'), offset))

/** Everything the procedure waits for, to everybody it names, again and again until the end. */
function everyAct(dossier: string, { obligations }: Written): RawRow[] {
  const known: ReadonlySet<string> = new Set(ACTION_TYPES)
  const acts = obligations.flatMap(({ faire }) =>
    (faire.types ?? [])
      .filter((type) => known.has(type))
      .slice(0, 1)
      .flatMap((type) =>
        (faire.destinataires ?? ['beneficiaire']).map((destinataire) => ({ type, destinataire })),
      ),
  )
  const rows: RawRow[] = []
  for (let round = 0; round < 12; round++) {
    for (const [index, act] of acts.entries()) {
      const offset = 30 + round * 20 + index
      rows.push({
        dossier,
        date: iso(offset),
        canal: 'email',
        resultat: 'joint',
        preuve: 'p.pdf',
        ticket: 'Q-1',
        ...act,
      })
    }
  }
  return rows
}

describe('the shipped procedures, on learners to whom everything happens', () => {
  it.each(NAMES)('%s: every obligation arises', (name) => {
    const written = decided(name)
    const learners = TRAINING_TYPES.flatMap((type) => [
      { dossier: `${type}-1`, formation: type, statut: 'en_cours' },
      { dossier: `${type}-2`, formation: type, statut: 'abandon', date_sortie: iso(60) },
    ])
    const { ledger } = judge(
      {
        procedure: null,
        sources: {
          formations: TRAINING_TYPES.map((type) => ({ code: type, intitule: type, type, jours: 60 })),
          apprenants: learners.map((learner) => ({
            date_sortie: '',
            date_entree: iso(0),
            date_fin_prevue: iso(290),
            date_rupture: iso(50),
            entreprise: 'Atelier',
            prescripteur: 'Mission locale',
            financeur: 'OPCO',
            tuteur: 'Basile Tilleul',
            responsable_legal: 'Iris Tilleul',
            ...learner,
          })),
          absences: learners.flatMap(({ dossier }) =>
            [28, 29, 30].map((offset) => ({ dossier, date: iso(offset), justifiee: 'non' })),
          ),
          relances: learners.flatMap(({ dossier }) => [
            // A relaunch without an answer for two weeks, before anything else is done.
            {
              dossier,
              date: iso(14),
              type: 'relance',
              canal: 'email',
              destinataire: 'beneficiaire',
              resultat: 'message',
            },
            ...everyAct(dossier, written),
          ]),
          abandons: learners
            .filter(({ statut }) => statut === 'abandon')
            .map(({ dossier }) => ({ dossier, date: iso(60), cause: 'emploi' })),
          certifications: learners.map(({ dossier }) => ({ dossier, date: iso(280) })),
          signalements: [{ id: 'S-1', date: iso(300), date_accuse: iso(301), date_reponse: iso(302) }],
        },
        asOf: '2026-12-31',
        period: { from: '2026-01-01', to: '2026-12-31' },
        proofs: ['p.pdf'],
      },
      procedureFrom(written),
    )
    const arisen = new Map(ledger.perObligation.map((counts) => [counts.obligation.id, counts.total]))
    expect([...arisen].filter(([, total]) => total === 0)).toEqual([])
    for (const { obligation, met } of ledger.perObligation)
      expect([obligation.id, met > 0]).toEqual([obligation.id, true])
  })
})
