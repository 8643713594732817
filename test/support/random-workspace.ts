// Small workspaces by chance, dense enough that rules meet: few days, many events, versions, gaps and odd rows.
import { ZONES } from '../../src/kernel/holidays.js'
import { Chance } from './chance.js'
import type { PlainWorkspace } from './judge.js'
import { plus } from './oracle/days.js'
import type { RawRow, RawSources } from './records-from.js'

const FIRST = '2025-10-01'
const DELAYS = [
  '0 jour',
  '1 jour',
  '3 jours',
  '5 jours calendaires',
  '1 jour ouvré',
  '2 jours ouvrés',
  '4 jours ouvrés',
  '2 jours ouvrables',
  '5 jours ouvrables',
  '1 semaine',
  '1 mois',
  '2 h',
  '24 h',
  '48 heures',
  '30 min',
]
const OTHER_TYPES = ['entretien', 'decision', 'attestation', 'proposition', 'information']
const OTHER_RECIPIENTS = ['entreprise', 'financeur', 'tuteur', 'responsable_legal', 'equipe']
const CHANNELS = ['telephone', 'email', 'courrier']
const RESULTS = ['joint', 'joint', 'message', 'sans_reponse', 'injoignable', '']
const SIGN_INS = [
  'present',
  'retard',
  'retard',
  'depart_anticipe',
  'absent',
  'absent_justifie',
  'en_attente',
  'dispense',
]
const STATUSES = [
  'en_cours',
  'en_cours',
  'en_cours',
  'en_cours',
  'abandon',
  'termine',
  'en_cours',
  'en_cours',
  'abandon',
  'abandon',
  'abandon',
  'termine',
  'inscrit',
  'force_majeure',
  'exclusion',
  'rupture_contrat',
  'annulation',
  'non_presentation',
  'transfert',
  'erreur',
]

export function randomWorkspace(seed: number): PlainWorkspace {
  return new RandomWorkspace(new Chance(seed)).make()
}

class RandomWorkspace {
  readonly #chance: Chance
  /** Few of each, so that acts and obligations meet. */
  readonly #types: string[]
  readonly #recipients: string[]
  /** Days over which most things happen. */
  readonly #span: number

  constructor(chance: Chance) {
    this.#chance = chance
    this.#types = ['relance', ...chance.shuffled(OTHER_TYPES).slice(0, chance.whole(1, 4))]
    this.#recipients = ['beneficiaire', ...chance.shuffled(OTHER_RECIPIENTS).slice(0, chance.whole(0, 4))]
    this.#span = chance.one([10, 20, 45])
  }

  make(): PlainWorkspace {
    const { whole, chance } = this.#bound()
    const learners = whole(1, 2)
    const ids = Array.from({ length: learners }, (_, index) => `A-${index + 1}`)
    const sources: Record<string, RawRow[]> = {
      apprenants: this.#learners(ids),
      formations: [
        { code: 'L', intitule: 'Longue', type: 'longue', jours: 30, sous_traitance: '' },
        { code: 'V', intitule: 'Validation', type: 'vae', jours: 3, sous_traitance: '' },
        { code: 'C', intitule: 'Courte', type: 'courte', jours: chance(0.5) ? 2 : 2.5, sous_traitance: '' },
        { code: 'S', intitule: 'Autre', type: 'longue', jours: '', sous_traitance: chance(0.3) ? 'oui' : '' },
      ],
      relances: this.#rows(ids, whole(0, 24), (row) => ({
        ...row,
        type: this.#chance.one([...this.#types, 'relance']),
        canal: this.#chance.one(CHANNELS),
        destinataire: this.#chance.one([...this.#recipients, 'beneficiaire']),
        resultat: this.#chance.one(RESULTS),
        preuve: this.#chance.one(['', 'a.pdf', 'b.pdf', 'vide.pdf']),
        ticket: chance(0.3) ? 'Q-1' : '',
      })),
    }
    const hasHours = chance(0.7)
    if (chance(0.9)) {
      sources.absences = this.#rows(ids, whole(0, 24), (row) => ({
        ...row,
        justifiee: chance(0.3) ? 'oui' : 'non',
        periode: this.#dayPart(),
        ...(hasHours ? { heures: this.#chance.one(['', 1, 2, 3.5, 7]) } : {}),
      }))
    }
    if (chance(0.5)) {
      sources.presences = this.#rows(ids, whole(0, 8), (row) => ({ ...row, periode: this.#dayPart() }))
    }
    if (chance(0.4)) {
      sources.emargements = this.#rows(ids, whole(0, 16), (row) => ({
        ...row,
        periode: this.#dayPart(),
        etat: this.#chance.one(SIGN_INS),
        ...(hasHours ? { heures: this.#chance.one(['', 3, 3.5]) } : {}),
      }))
    }
    if (chance(0.8)) sources.activites = this.#rows(ids, whole(0, 8), (row) => row)
    if (chance(0.8)) {
      sources.certifications = this.#rows(ids, whole(0, 3), (row) => ({
        ...row,
        date: this.#chance.chance(0.06) ? '31/02/2025' : this.#day(60),
        resultat: this.#chance.one(['', 'réussi', 'échec']),
      }))
    }
    if (chance(0.7)) {
      sources.abandons = this.#rows(ids, whole(0, 3), (row) => ({
        ...row,
        date: this.#oddDay(),
        date_decision: chance(0.5) ? this.#day() : '',
        date_attestation: chance(0.3) ? this.#day() : '',
        attestation: this.#chance.one(['', 'a.pdf']),
      }))
    }
    if (chance(0.4)) sources.signalements = this.#reports()
    const from = this.#day(20)
    return {
      procedure: this.#procedure(),
      sources: sources as RawSources,
      asOf: plus(FIRST, chance(0.4) ? whole(45, 70) : whole(3, this.#span + 8)),
      period: chance(0.5)
        ? { from: '2025-01-01', to: '2026-12-31' }
        : { from, to: plus(from, whole(10, 50)) },
      sites: [
        { id: 'un', zone: this.#chance.one(ZONES) },
        { id: 'deux', zone: 'alsace-moselle' },
      ],
      proofs: ['a.pdf', 'b.pdf'],
    }
  }

  #bound() {
    const chance = this.#chance
    return {
      whole: (low: number, high: number) => chance.whole(low, high),
      chance: (probability: number) => chance.chance(probability),
    }
  }

  /** A day of the story; some weeks matter more than others. */
  #day(span = this.#span): string {
    return plus(FIRST, this.#chance.whole(0, span))
  }

  #dayPart(): string {
    return this.#chance.one(['', 'matin', 'apres-midi', 'journee'])
  }

  /** Sometimes a day that is not in the calendar. */
  #oddDay(): string {
    return this.#chance.chance(0.06) ? '31/02/2025' : this.#day()
  }

  #moment(): string {
    const day = this.#oddDay()
    if (!day.startsWith('2025') || this.#chance.chance(0.6)) return day
    return `${day} ${this.#chance.one(['00:00', '09:00', '09:30', '14:00', '23:59'])}`
  }

  #rows(ids: readonly string[], count: number, complete: (row: RawRow) => RawRow): RawRow[] {
    return Array.from({ length: count }, () =>
      complete({ dossier: this.#chance.one(ids), date: this.#moment() }),
    )
  }

  #learners(ids: readonly string[]): RawRow[] {
    const { chance, whole } = this.#bound()
    const columns = ['entreprise', 'financeur', 'tuteur', 'responsable_legal', 'psh'].filter(() =>
      chance(0.6),
    )
    const hasLinks = chance(0.3)
    return ids.map((id, index) => {
      const statut = chance(0.35) ? 'en_cours' : this.#chance.one(STATUSES)
      const entry = plus(FIRST, whole(-5, 10))
      const isLeaving = !['en_cours', 'inscrit'].includes(statut)
      const row: Record<string, string> = {
        dossier: id,
        formation: this.#chance.one([
          'L',
          'L',
          'L',
          'L',
          'L',
          'L',
          'L',
          'L',
          'Validation',
          'C',
          'S',
          'Inconnue',
        ]),
        site: this.#chance.one(['un', 'deux']),
        date_entree_prevue: chance(0.5) ? this.#day(15) : '',
        date_entree: chance(0.92) ? entry : chance(0.1) ? '31/02/2025' : '',
        date_fin_prevue: chance(0.85) ? plus(entry, this.#chance.whole(0, 60)) : '',
        date_sortie: isLeaving && chance(0.8) ? plus(entry, this.#chance.whole(-2, 50)) : '',
        date_rupture: chance(0.2) ? this.#day() : '',
        statut,
      }
      for (const column of columns) {
        row[column] = column === 'psh' ? this.#chance.one(['oui', 'non', '']) : this.#chance.one(['', 'X'])
      }
      if (hasLinks) row.remplace_par = index === 0 ? (ids[1] ?? 'Z-9') : ''
      return row
    })
  }

  #reports(): RawRow[] {
    const { chance } = this.#bound()
    return Array.from({ length: this.#chance.whole(0, 3) }, (_, index) => ({
      id: `S-${index + 1}`,
      date: this.#moment(),
      date_accuse: chance(0.6) ? this.#moment() : '',
      date_reponse: chance(0.6) ? this.#moment() : '',
    }))
  }

  #procedure(): unknown {
    const { chance, whole } = this.#bound()
    const common = {
      perimetre: chance(0.3) ? { duree_min_jours: 3, exclure_sous_traitance: 'non' } : undefined,
      calendrier: {
        report: chance(0.7) ? 'oui' : 'non',
        fermetures: chance(0.4) ? [`${plus(FIRST, 20)}/${plus(FIRST, 24)}`, plus(FIRST, 33)] : undefined,
      },
    }
    if (chance(0.5)) return { ...common, obligations: this.#obligations() }
    const first = plus(FIRST, whole(-40, 5))
    const second = plus(first, whole(10, 45))
    const third = plus(second, whole(5, 20))
    const versions = [
      { version: '1', du: first, au: chance(0.4) ? plus(second, -whole(1, 6)) : undefined },
      { version: '2', du: second, au: undefined },
      ...(chance(0.4) ? [{ version: '3', du: third, au: chance(0.3) ? plus(third, 10) : undefined }] : []),
    ]
    const shared = this.#obligations()
    return {
      ...common,
      versions: versions.map((version) => ({
        ...version,
        obligations: chance(0.4) ? shared : this.#obligations(),
      })),
    }
  }

  /** The ids come back from version to version, with other terms. */
  #obligations(): Record<string, unknown>[] {
    const ids = this.#chance.shuffled(['a', 'b', 'c', 'd', 'e', 'f', 'g']).slice(0, this.#chance.whole(4, 7))
    const responses: string[] = []
    const obligations = ids.map((id) => {
      const genre = this.#chance.one(['reponse', 'reponse', 'reponse', 'reponse', 'precedence', 'existence'])
      const written = this.#obligation(id, genre, responses)
      if (genre === 'reponse' && !('signalement' in (written.quand as object))) responses.push(id)
      return written
    })
    return this.#chance.shuffled(obligations)
  }

  #obligation(id: string, genre: string, parents: readonly string[]): Record<string, unknown> {
    const { chance, whole } = this.#bound()
    const common = {
      id,
      genre,
      preuve: this.#chance.one([undefined, 'exigee', 'conseillee', 'aucune']),
      ticket: this.#chance.one([undefined, undefined, 'exigee', 'conseillee']),
      pour: chance(0.2) ? this.#audience() : undefined,
    }
    const faire = {
      types: chance(0.8) ? this.#chance.some(this.#types) : undefined,
      destinataires: chance(0.5)
        ? this.#chance.shuffled(this.#recipients).slice(0, this.#chance.whole(1, 2))
        : undefined,
      canaux: chance(0.2) ? this.#chance.some(CHANNELS) : undefined,
    }
    if (genre === 'precedence') {
      const nombre = chance(0.3) ? whole(1, 3) : undefined
      return { ...common, avant: { types: this.#chance.some(this.#types) }, faire: { ...faire, nombre } }
    }
    if (genre === 'existence') {
      const nombre = chance(0.3) ? whole(1, 3) : undefined
      const limit = this.#chance.one(['entree', 'mi_parcours', 'fin', 'examen'])
      return { ...common, avant_le: limit, faire: { ...faire, nombre } }
    }
    const quand = this.#trigger(parents)
    const delai = chance(0.03) ? 'à fixer' : this.#chance.one(DELAYS)
    if ('signalement' in quand) {
      return { id, genre, quand, delai, faire: { types: this.#chance.some(['accuse', 'reponse']) } }
    }
    return { ...common, quand, delai, faire }
  }

  #audience(): Record<string, unknown> {
    return this.#chance.one([
      { types: ['longue'] },
      { types: ['vae', 'courte'] },
      { sites: ['un'] },
      { formations: ['V', 'Longue'] },
      { psh: 'oui' },
      { psh: 'non' },
      { duree_min: 3 },
      { duree_min: 2 },
    ])
  }

  #trigger(parents: readonly string[]): Record<string, unknown> {
    const { chance, whole } = this.#bound()
    const kind = this.#chance.one([
      'absence',
      'absence',
      'absence',
      'unite',
      'retard',
      'assiduite',
      'certification',
      'sans_reponse',
      'sans_reponse',
      'inactivite',
      'abandon',
      'abandon',
      'rupture_contrat',
      'entree',
      'psh',
      'apres',
      'apres',
      'apres',
      'apres',
      'apres',
      'apres',
      'signalement',
    ])
    switch (kind) {
      case 'absence': {
        const modifier = this.#chance.one([
          {},
          {},
          { consecutives: 'oui' },
          { fenetre: `${whole(1, 15)} jours` },
        ])
        const nombre = chance(0.7) ? whole(1, 3) : undefined
        return { absence: this.#chance.one(['injustifiee', 'injustifiee', 'toute']), nombre, ...modifier }
      }
      case 'unite': {
        const unite = this.#chance.one(['jours', 'demi_journees', 'demi_journees', 'heures'])
        const fenetre = chance(0.5) ? `${whole(1, 15)} jours` : undefined
        return { absence: this.#chance.one(['injustifiee', 'toute']), unite, nombre: whole(1, 6), fenetre }
      }
      case 'retard': {
        const fenetre = chance(0.5) ? `${whole(1, 15)} jours` : undefined
        return { retard: 'oui', nombre: chance(0.6) ? whole(1, 3) : undefined, fenetre }
      }
      case 'assiduite':
        return { assiduite: this.#chance.one(['80 %', '50 %', '66,6 %', '100 %']), sur: whole(1, 8) }
      case 'certification':
        return { certification: 'echec' }
      case 'sans_reponse':
      case 'inactivite':
        return { [kind]: this.#chance.one(DELAYS) }
      case 'abandon':
        return { abandon: 'declare' }
      case 'apres':
        return parents.length === 0 ? { entree: 'oui' } : { apres: this.#chance.one(parents) }
      case 'signalement':
        return { signalement: 'recu' }
      default:
        return { [kind]: 'oui' }
    }
  }
}
