// Records made in memory from plain rows, keyed by canonical header, without files or a reader.
import { type LocalDate, type MinuteOfDay, parseIsoDate } from '../../src/kernel/local-date.js'
import { type ExportFile, SOURCE_NAMES, type SourceName, sourcesOf } from '../../src/records/export-file.js'
import type { Records } from '../../src/records/records.js'
import type { Table } from '../../src/source/table.js'

/** A row by canonical header: `{ dossier: 'A-1', date: '2025-10-06 09:30', justifiee: 'non' }`. Dates are ISO. */
export type RawRow = Readonly<Record<string, string | number | null | undefined>>
export type RawSources = { readonly [Name in SourceName]?: readonly RawRow[] }

interface ParsedMoment {
  readonly on: LocalDate | null
  readonly minute: MinuteOfDay | null
}

/** oui and non say whether it came back, and name nothing. */
function attestationOf(text: string): { attestation: string; isAttested: boolean | null } {
  return text === 'oui' || text === 'non'
    ? { attestation: '', isAttested: text === 'oui' }
    : { attestation: text, isAttested: null }
}

/** Typed access to one raw row; what cannot be used is noted. */
class RowReader {
  readonly unusable = new Set<string>()

  constructor(
    readonly raw: RawRow,
    readonly recorded: { readonly export: ExportFile; readonly row: number },
  ) {}

  text(header: string): string {
    const value = this.raw[header]
    return value === undefined || value === null ? '' : String(value)
  }

  choice<Value extends string>(header: string): Value | null {
    return (this.text(header) || null) as Value | null
  }

  number(header: string): number | null {
    const text = this.text(header)
    return text === '' ? null : Number(text)
  }

  flag(header: string): boolean | null {
    const text = this.text(header)
    return text === '' ? null : text === 'oui'
  }

  moment(header: string): ParsedMoment {
    const text = this.text(header)
    if (text === '') return { on: null, minute: null }
    const [day = '', time] = text.split(' ')
    const on = parseIsoDate(day)
    if (on === null) {
      this.unusable.add(header)
      return { on: null, minute: null }
    }
    if (time === undefined) return { on, minute: null }
    const [hours = 0, minutes = 0] = time.split(':').map(Number)
    return { on, minute: hours * 60 + minutes }
  }

  day(header: string): LocalDate | null {
    return this.moment(header).on
  }
}

function exportFile(name: SourceName, rows: readonly RawRow[], file: string): ExportFile {
  const header = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const table: Table = {
    file,
    sheet: null,
    part: '1',
    blankCount: 0,
    sha256: '0'.repeat(64),
    encoding: 'utf-8',
    delimiter: ';',
    header,
    rowCount: rows.length,
    lineOf: (row) => row + 2,
    place: (row, column) => ({
      file,
      locate: () => ({ file, line: row + 2, column: (column ?? 0) + 1 }),
      excerpt: () => null,
    }),
  } as Table
  return {
    name,
    table,
    columns: new Map(header.map((title, index) => [title, index])),
    setAside: 0,
    recordCount: 0,
    skipped: { header: 0, total: 0, blank: 0, filtered: 0 },
    joined: { uncertain: 0, unmatched: 0 },
  }
}

/** A few of the words that say it. */
const PASSED = new Map([
  ['réussi', true],
  ['échec', false],
])

export function recordsFrom(sources: RawSources): Records {
  const exports: ExportFile[] = []
  const readers = (name: SourceName): RowReader[] => {
    const rows = sources[name]
    if (rows === undefined) return []
    const own = exportFile(name, rows, `exports/${name}.csv`)
    exports.push(own)
    return rows.map((raw, row) => new RowReader(raw, { export: own, row }))
  }
  const signIns = readers('emargements')
  return {
    enrolments: readers('apprenants').map((row) => ({
      ...row.recorded,
      id: row.text('dossier'),
      lastName: row.text('nom'),
      firstName: row.text('prenom'),
      email: row.text('email'),
      phone: row.text('telephone'),
      address: row.text('adresse'),
      trainingName: row.text('formation'),
      session: row.text('session'),
      siteId: row.text('site'),
      plannedEntryOn: row.day('date_entree_prevue'),
      enteredOn: row.day('date_entree'),
      enteredMinute: row.moment('date_entree').minute,
      plannedEndOn: row.day('date_fin_prevue'),
      leftOn: row.day('date_sortie'),
      leftMinute: row.moment('date_sortie').minute,
      contractEndedOn: row.day('date_rupture'),
      contractEndedMinute: row.moment('date_rupture').minute,
      newContractOn: row.day('date_nouveau_contrat'),
      status: row.choice('statut') ?? 'en_cours',
      plannedHours: row.number('heures_prevues'),
      doneHours: row.number('heures_realisees'),
      funder: row.text('financeur'),
      company: row.text('entreprise'),
      prescriber: row.text('prescripteur'),
      tutor: row.text('tuteur'),
      legalRepresentative: row.text('responsable_legal'),
      referent: row.text('referent'),
      funderEmail: row.text('email_financeur'),
      companyEmail: row.text('email_entreprise'),
      prescriberEmail: row.text('email_prescripteur'),
      tutorEmail: row.text('email_tuteur'),
      legalRepresentativeEmail: row.text('email_responsable_legal'),
      hasDisability: row.flag('psh'),
      adaptation: row.text('amenagement'),
      replacedBy: row.text('remplace_par'),
      personNumber: row.text('personne'),
      risks: row.text('risques').split('|').filter(Boolean),
      preparationHours: row.number('temps_preparation'),
      unusable: row.unusable,
    })),
    trainings: readers('formations').map((row) => ({
      ...row.recorded,
      code: row.text('code'),
      title: row.text('intitule') || row.text('code'),
      type: row.choice('type') ?? 'longue',
      hours: row.number('heures'),
      days: row.number('jours'),
      certification: row.text('certification'),
      isSubcontracted: row.flag('sous_traitance') ?? false,
      measures: row.text('mesures').split(',').filter(Boolean),
    })),
    absences: [
      ...readers('absences'),
      ...signIns.filter((row) => ['absent', 'absent_justifie', 'en_attente'].includes(row.text('etat'))),
    ].map((row) => ({
      ...row.recorded,
      enrolmentId: row.text('dossier'),
      ...row.moment('date'),
      dayPart: row.choice('periode') ?? 'journee',
      until: null,
      isJustified: row.text('etat') === 'absent_justifie' || (row.flag('justifiee') ?? false),
      isAwaited: [row.text('justifiee'), row.text('etat')].includes('en_attente'),
      hours: row.number('heures'),
      reason: row.text('motif'),
      evidence: row.text('preuve') === '' ? [] : [row.text('preuve')],
    })),
    presences: [
      ...readers('presences'),
      ...signIns.filter((row) => ['present', 'retard', 'depart_anticipe'].includes(row.text('etat'))),
    ].map((row) => ({
      ...row.recorded,
      enrolmentId: row.text('dossier'),
      ...row.moment('date'),
      dayPart: row.choice('periode') ?? 'journee',
      hours: row.number('heures'),
      isLate: row.text('etat') === 'retard',
      hasLeftEarly: row.text('etat') === 'depart_anticipe',
    })),
    actions: readers('relances').map((row) => ({
      ...row.recorded,
      enrolmentId: row.text('dossier'),
      ...row.moment('date'),
      type: row.choice('type') ?? 'relance',
      channel: row.choice('canal'),
      recipient: row.choice('destinataire'),
      author: row.text('auteur'),
      result: row.choice('resultat'),
      comment: row.text('commentaire'),
      evidence: row.text('preuve') === '' ? [] : [row.text('preuve')],
      ticket: row.text('ticket'),
    })),
    dropouts: readers('abandons').map((row) => ({
      ...row.recorded,
      enrolmentId: row.text('dossier'),
      on: row.day('date'),
      minute: row.moment('date').minute,
      cause: row.text('cause'),
      origin: row.choice('origine'),
      isForceMajeure: row.flag('force_majeure'),
      alternative: row.choice('alternative'),
      answer: row.text('reponse'),
      decision: row.choice('decision'),
      decidedOn: row.day('date_decision'),
      decidedMinute: row.moment('date_decision').minute,
      ...attestationOf(row.text('attestation')),
      attestedOn: row.day('date_attestation'),
      attestedMinute: row.moment('date_attestation').minute,
      unusable: row.unusable,
    })),
    certifications: readers('certifications').map((row) => ({
      ...row.recorded,
      enrolmentId: row.text('dossier'),
      on: row.day('date'),
      certification: row.text('certification'),
      isPresented: row.flag('presente'),
      result: row.text('resultat'),
      hasPassed: PASSED.get(row.text('resultat')) ?? null,
      failureReason: row.text('motif_echec'),
      hasReadGuide: row.flag('guide_lu'),
      hasSeenCourses: row.flag('cours_vus'),
      mentorMeetingsPlanned: row.number('rdv_mentor_prevus'),
      mentorMeetingsKept: row.number('rdv_mentor_honores'),
      deliverablesBegunOn: row.day('debut_livrables'),
      hasUsedKnowledge: row.flag('connaissances_mobilisees'),
      hasTalkedToMentor: row.flag('echange_mentor'),
    })),
    activities: readers('activites').map((row) => ({
      ...row.recorded,
      enrolmentId: row.text('dossier'),
      ...row.moment('date'),
    })),
    violenceReports: readers('signalements').map((row) => {
      const acknowledged = row.moment('date_accuse')
      const answered = row.moment('date_reponse')
      return {
        ...row.recorded,
        id: row.text('id'),
        ...row.moment('date'),
        category: row.choice('categorie'),
        channel: row.text('canal'),
        status: row.text('statut'),
        acknowledgedOn: acknowledged.on,
        acknowledgedMinute: acknowledged.minute,
        answeredOn: answered.on,
        answeredMinute: answered.minute,
      }
    }),
    explanations: [],
    surveyAnswers: [],
    improvements: readers('ameliorations').map((row) => ({
      ...row.recorded,
      id: row.text('id'),
      on: row.day('date'),
      finding: row.text('constat'),
      cause: row.text('cause'),
      action: row.text('action'),
      owner: row.text('responsable'),
      dueOn: row.day('echeance'),
      doneOn: row.day('fait_le'),
      effect: row.text('effet'),
      obligationId: row.text('obligation'),
      indicators: row.text('indicateurs').split(',').filter(Boolean),
    })),
    exports,
    sources: new Set(SOURCE_NAMES.filter((name) => sources[name] !== undefined).flatMap(sourcesOf)),
  }
}
