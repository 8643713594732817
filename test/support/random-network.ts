// A network by chance: the files of each of its sites, and of one workspace that holds them all.
import { Chance } from './chance.js'

export type Files = Readonly<Record<string, string>>

export interface RandomNetwork {
  readonly whole: Files
  readonly sites: Readonly<Record<string, Files>>
}

type Row = Readonly<Record<string, string | number>>

const STATES = ['en_cours', 'termine', 'abandon', 'abandon', 'force_majeure', 'non_presentation', 'inscrit']
const CAUSES = ['Santé', 'sante', 'Emploi trouvé', 'emploi  trouvé', 'Autre chose', '']

const PROCEDURE = `reference: PR-12
intitule: Abandons
versions:
  - version: "1"
    du: 2024-01-01
    obligations:
      - id: contact-absent
        intitule: Contacter le participant absent
        quand: { absence: injustifiee }
        faire: { types: [relance], destinataires: [beneficiaire] }
        delai: 5 jours ouvrés
        preuve: exigee
      - id: proposition
        intitule: Proposer une alternative
        quand: { abandon: declare }
        faire: { types: [proposition] }
        delai: 10 jours
`

/** Day `n` of the two years that the network lives in. */
function day(n: number): string {
  return new Date(Date.UTC(2025, 0, 1 + n)).toISOString().slice(0, 10)
}

export function randomNetwork(seed: number, siteIds: readonly string[], learnersEach: number): RandomNetwork {
  const chance = new Chance(seed)
  const sites: Record<string, Files> = {}
  const all: Record<string, Row[]> = {}
  for (const id of siteIds) {
    const rows = rowsOf(chance, id, learnersEach)
    sites[id] = files([id], rows)
    for (const [source, found] of Object.entries(rows)) all[source] = [...(all[source] ?? []), ...found]
  }
  return { whole: files(siteIds, all), sites }
}

function rowsOf(chance: Chance, site: string, learners: number): Record<string, Row[]> {
  const rows: Record<string, Row[]> = { apprenants: [], absences: [], relances: [], abandons: [] }
  for (let index = 1; index <= learners; index++) {
    const dossier = `${site}-${index}`
    const entry = chance.whole(0, 600)
    const state = chance.one(STATES)
    const isOdd = chance.chance(0.04)
    rows.apprenants?.push({
      dossier,
      nom: `Fictif${index}`,
      prenom: `Camille${site}`,
      email: `p${index}@${site}.exemple.fr`,
      formation: chance.one(['L', 'L', 'C', 'S']),
      site,
      date_entree: isOdd
        ? '31/02/2025'
        : state === 'inscrit' || state === 'non_presentation'
          ? ''
          : day(entry),
      date_entree_prevue: day(entry),
      date_fin_prevue: day(entry + 200),
      date_sortie: state === 'en_cours' || state === 'inscrit' ? '' : day(entry + chance.whole(1, 90)),
      statut: state,
      financeur: chance.one(['OPCO', 'opco', 'France Travail', '']),
      prescripteur: '',
      psh: '',
    })
    for (let absence = chance.whole(0, 3); absence > 0; absence--) {
      const on = entry + chance.whole(1, 60)
      rows.absences?.push({ dossier, date: day(on), justifiee: chance.one(['oui', 'non', 'non']) })
      if (chance.chance(0.6)) {
        rows.relances?.push({
          dossier,
          date: day(on + chance.whole(0, 12)),
          type: chance.one(['relance', 'proposition']),
          canal: 'email',
          destinataire: 'beneficiaire',
          resultat: 'joint',
          preuve: '',
        })
      }
    }
    if (state === 'abandon' || state === 'force_majeure') {
      rows.abandons?.push({
        dossier,
        date: day(entry + chance.whole(1, 90)),
        cause: chance.one(CAUSES),
        origine: chance.one(['beneficiaire', 'entreprise', 'organisme']),
        alternative: chance.one(['report', 'aucune', 'adaptation']),
        reponse: chance.one(['oui', 'non', '']),
      })
    }
  }
  return rows
}

function files(siteIds: readonly string[], rows: Readonly<Record<string, readonly Row[]>>): Files {
  const sources = Object.keys(rows)
  return {
    'i12.yaml': [
      'organisme:',
      '  nom: Réseau Fictif',
      '  sites:',
      ...siteIds.map((id) => `    - { id: ${id}, nom: Site de ${id} }`),
      'audit: { precedent: 2025-03-01 }',
      'procedure: procedure.yaml',
      'sources:',
      '  formations: formations.csv',
      ...sources.map((source) => `  ${source}: ${source}.csv`),
      '',
    ].join('\n'),
    'procedure.yaml': PROCEDURE,
    'formations.csv':
      'code;intitule;type;jours;sous_traitance\nL;Longue;longue;30;non\nC;Courte;courte;2;non\nS;Autre;longue;10;oui\n',
    ...Object.fromEntries(sources.map((source) => [`${source}.csv`, csv(rows[source] ?? [])])),
  }
}

function csv(rows: readonly Row[]): string {
  const headers = Object.keys(rows[0] ?? { dossier: '', date: '' })
  return [headers, ...rows.map((row) => headers.map((header) => row[header]))]
    .map((cells) => `${cells.join(';')}\n`)
    .join('')
}
