// The recipes of docs/exports.md: each is a workspace that is read as its page says.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { buildDossier } from '../src/app/build-dossier.js'
import { loadWorkspace } from '../src/app/load-workspace.js'
import { Diagnostics } from '../src/kernel/diagnostic.js'
import { formatDate } from '../src/kernel/french.js'
import { formatTime, type LocalDate, parseIsoDate } from '../src/kernel/local-date.js'
import { readRecords } from '../src/records/read-records.js'
import type { Records } from '../src/records/records.js'
import { temporaryWorkspace } from './support/temporary-workspace.js'
import { workbook } from './support/workbook.js'

interface Recipe {
  readonly titre: string
  readonly situation: string
  readonly sources: string
  /** A workbook is its sheets, each written as a CSV. */
  readonly fichiers: Readonly<Record<string, string | Readonly<Record<string, string>>>>
  readonly lu: readonly string[]
}

const RECIPES: readonly Recipe[] = parse(readFileSync(new URL('recipes.yml', import.meta.url), 'utf8'))

const NEEDED = {
  'procedure.yaml': `reference: PR-12
intitule: Prévention des abandons
obligations:
  - id: contact-absent
    intitule: Contacter la personne absente
    quand: { absence: injustifiee }
    faire: { types: [relance] }
    delai: 2 jours ouvrés
`,
  'exports/tous.csv': `dossier;nom;prenom;formation;date_entree;date_fin_prevue;statut
A-001;Genêt;Rose;DEV;01/09/2025;18/12/2026;en_cours
A-002;Bleuet;Basile;DEV;01/09/2025;18/12/2026;en_cours
`,
  'exports/actes.csv': 'dossier;date;canal;destinataire\nA-001;02/09/2025;sms;beneficiaire\n',
}

const CHANNELS: Readonly<Record<string, string>> = {
  telephone: 'téléphone',
  email: 'e-mail',
  courrier: 'courrier',
}

const TYPES: Readonly<Record<string, string>> = { rendez_vous: 'rendez-vous', echange: 'échange' }
const RECIPIENTS: Readonly<Record<string, string>> = {
  beneficiaire: 'au bénéficiaire',
  entreprise: 'à l’entreprise',
}

describe('the recipes of docs/exports.md', () => {
  it.each(RECIPES.map((recipe) => [recipe.titre, recipe] as const))('%s', async (_, recipe) => {
    const own = recipe.sources.trimEnd().replace(/^/gm, '  ')
    const isNamed = (name: string) => new RegExp(`^  ${name}:`, 'm').test(own)
    const folder = await temporaryWorkspace({
      ...NEEDED,
      ...Object.fromEntries(
        Object.entries(recipe.fichiers).map(([file, content]) => [file, bytesOf(content)]),
      ),
      'i12.yaml': [
        'organisme: { nom: Exemple Formation }',
        'audit: {}',
        'procedure: procedure.yaml',
        'sources:',
        ...(isNamed('apprenants') ? [] : ['  apprenants: exports/tous.csv']),
        ...(isNamed('relances') ? [] : ['  relances: exports/actes.csv']),
        own,
        '',
      ].join('\n'),
    })
    const { result } = await buildDossier({ folder, asOf: parseIsoDate('2026-11-30') })
    const errors = result.diagnostics.filter(
      ({ kind, place }) =>
        kind.severity === 'error' && (place.file === 'i12.yaml' || place.file in recipe.fichiers),
    )
    expect(errors.map(({ kind, message, seen }) => [kind.code, message, seen])).toEqual([])
    const diagnostics = new Diagnostics()
    const workspace = await loadWorkspace(folder, diagnostics)
    const inputs = (workspace?.sources ?? []).filter(({ file }) => file in recipe.fichiers)
    expect(told(await readRecords(inputs, diagnostics))).toEqual(recipe.lu)
  })
})

function bytesOf(content: string | Readonly<Record<string, string>>): string | Uint8Array {
  if (typeof content === 'string') return content
  const rows = (text: string) =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => line.split(';'))
  return workbook(Object.fromEntries(Object.entries(content).map(([name, text]) => [name, rows(text)])))
}

/** What was read, one sentence a record. */
function told(records: Records): readonly string[] {
  return [
    ...records.enrolments.map(({ id, lastName, firstName, siteId }) =>
      [id.replace(/^C-.{10}$/, 'C-…'), `${lastName} ${firstName}`, siteId]
        .filter((part) => part !== '')
        .join(', '),
    ),
    ...records.absences.map((absence) => {
      const { isJustified, isAwaited, until, on } = absence
      const when =
        until === null ? dayOf(absence) : `du ${formatDate(on as LocalDate)} au ${formatDate(until)}`
      const kind = isJustified ? 'absence justifiée' : 'absence'
      return `${absence.enrolmentId}, ${when}, ${kind}${isAwaited ? ', justificatif attendu' : ''}`
    }),
    ...records.presences.map(
      (presence) =>
        `${presence.enrolmentId}, ${dayOf(presence)}, présence${presence.isLate ? ' en retard' : ''}`,
    ),
    ...records.actions.map(
      (action) =>
        `${action.enrolmentId}, ${dayOf(action)}, ${TYPES[action.type] ?? action.type}${action.channel === null ? '' : ` par ${CHANNELS[action.channel]}`} ${RECIPIENTS[action.recipient ?? '']}`,
    ),
  ]
}

function dayOf(record: {
  readonly on: LocalDate | null
  readonly minute: number | null
  readonly dayPart?: string
}): string {
  if (record.on === null) return 'jour inconnu'
  const part = { matin: ' matin', 'apres-midi': ' après-midi' }[record.dayPart ?? ''] ?? ''
  return `${formatDate(record.on)}${record.minute === null ? '' : ` ${formatTime(record.minute)}`}${part}`
}
