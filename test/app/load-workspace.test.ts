import { mkdir, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadWorkspace } from '../../src/app/load-workspace.js'
import { Diagnostics } from '../../src/kernel/diagnostic.js'
import { Refusal } from '../../src/kernel/failure.js'
import { parseIsoDate } from '../../src/kernel/local-date.js'
import { temporaryWorkspace } from '../support/temporary-workspace.js'

const HEAD = 'organisme: { nom: Essai }\naudit: {}\nprocedure: procedure.yaml\n'
const FILES = {
  'procedure.yaml': 'obligations: []\n',
  'exports/apprenants.csv': 'dossier\n',
  'exports/absences-01.csv': 'a\n',
  'exports/absences-02.csv': 'b\n',
}

async function load(yaml: string, files: Record<string, string> = FILES) {
  const folder = await temporaryWorkspace({ ...files, 'i12.yaml': yaml })
  return loadIn(folder)
}

async function loadIn(folder: string) {
  const diagnostics = new Diagnostics()
  const workspace = await loadWorkspace(folder, diagnostics)
  const said = diagnostics.all.map(({ kind, place, seen, mend }) => {
    const { file, line, column } = place.locate()
    return `${file}:${line}:${column} ${kind.code} ${seen ?? '-'} → ${mend}`.replace(/[\u00a0\u202f]/g, ' ')
  })
  return { workspace, said }
}

describe('loadWorkspace', () => {
  it('reads every source there is', async () => {
    const { workspace, said } = await load(
      `organisme:
  nom: Horizon Formation
  siret: 12345678200010
  nda: 093060000006
  signataire: { nom: Claire Martin, qualite: Directrice }
  sites:
    - { id: nice, nom: Nice, zone: metropole }
    - { id: strasbourg, zone: Alsace-Moselle, feries: { ajouter: [2026-05-15], retirer: [2026-12-26] } }
audit: { date: 2026-12-10, precedent: 2025-06-12, type: surveillance }
periode: { du: 2025-06-12, au: 30/11/2026 }
procedure: procedure.yaml
mesures: mesures.yaml
preuves: preuves/
sources:
  apprenants:
    fichier: exports/apprenants.csv
    correspondance: { dossier: "N° dossier" }
    valeurs: { statut: { "1": en_cours, oui: termine } }
    separateur: ","
    encodage: windows-1252
    format_date: JJ/MM/AA
    feuille: 2
    ignorer_lignes: 3
  absences: exports/absences-*.csv
publication: { seuil: 10, annees: 2 }
presentation: { couleurs: { accent: "#1F4E79" } }
`,
      { ...FILES, 'mesures.yaml': 'mesures: []\n' },
    )
    expect(said).toEqual([])
    expect(workspace).toMatchObject({
      organisation: { name: 'Horizon Formation', siret: '12345678200010', nda: '093060000006' },
      audit: { on: parseIsoDate('2026-12-10'), previousOn: parseIsoDate('2025-06-12'), type: 'surveillance' },
      period: { from: parseIsoDate('2025-06-12'), to: parseIsoDate('2026-11-30') },
      evidenceFolder: 'preuves',
      publication: { threshold: 10, years: 2 },
      presentation: { accent: '#1F4E79', alert: null, logo: null },
    })
    expect(workspace?.sites.map(({ id, name, zone }) => [id, name, zone])).toEqual([
      ['nice', 'Nice', 'metropole'],
      ['strasbourg', 'strasbourg', 'alsace-moselle'],
    ])
    expect(workspace?.sources.map(({ name, file }) => [name, file])).toEqual([
      ['apprenants', 'exports/apprenants.csv'],
      ['absences', 'exports/absences-01.csv'],
      ['absences', 'exports/absences-02.csv'],
    ])
    expect(workspace?.sources[0]?.settings).toMatchObject({
      headers: new Map([['dossier', 'N° dossier']]),
      values: new Map([
        [
          'statut',
          new Map([
            ['1', 'en_cours'],
            ['oui', 'termine'],
          ]),
        ],
      ]),
      delimiter: ',',
      encoding: 'windows-1252',
      dateFormat: 'JJ/MM/AA',
      sheet: '2',
      skippedLines: 3,
    })
  })

  it('takes lists of paths and of objects', async () => {
    const { workspace, said } = await load(
      `${HEAD}sources:
  apprenants: [exports/apprenants.csv]
  absences:
    - exports/absences-01.csv
    - { fichier: exports/absences-02.csv, separateur: "|" }
`,
    )
    expect(said).toEqual([])
    expect(workspace?.sources.map(({ file, settings }) => [file, settings.delimiter])).toEqual([
      ['exports/apprenants.csv', null],
      ['exports/absences-01.csv', null],
      ['exports/absences-02.csv', '|'],
    ])
  })

  it.each([
    ['../secret.csv', 'copiez ce fichier dans le dossier de travail, puis écrivez son chemin sans « .. »'],
    [
      'exports/../../secret.csv',
      'copiez ce fichier dans le dossier de travail, puis écrivez son chemin sans « .. »',
    ],
    [
      '/etc/passwd',
      'copiez ce fichier dans le dossier de travail, puis écrivez son chemin à partir de ce dossier',
    ],
    ['../*.csv', 'copiez ce fichier dans le dossier de travail, puis écrivez son chemin sans « .. »'],
  ])('keeps %s out', async (path, mend) => {
    const { said } = await load(`${HEAD}sources:\n  apprenants: "${path}"\n`)
    expect(said).toEqual([`i12.yaml:5:15 CHEMIN-HORS-ESPACE « ${path} » → ${mend}`])
  })

  it('does not follow a link that leaves the workspace', async () => {
    const outside = await temporaryWorkspace({ 'apprenants.csv': 'secret' })
    const folder = await temporaryWorkspace({
      ...FILES,
      'i12.yaml': `${HEAD}sources: { apprenants: lien/apprenants.csv, absences: "lien/*.csv" }\n`,
    })
    await symlink(outside, join(folder, 'lien'))
    const { said } = await loadIn(folder)
    expect(said).toEqual([
      'i12.yaml:4:24 CHEMIN-HORS-ESPACE « lien/apprenants.csv » → remplacez le lien par le fichier lui-même',
      'i12.yaml:4:55 CHEMIN-HORS-ESPACE « lien/apprenants.csv » → remplacez le lien par le fichier lui-même',
    ])
  })

  it('says what is missing, with the file probably meant', async () => {
    const { workspace, said } = await load(
      `${HEAD}sources:\n  apprenants: exports/aprenants.csv\n  absences: exports/abs-*.csv\n  relances: exports\n`,
    )
    expect(said).toEqual([
      'i12.yaml:5:15 FICHIER-INTROUVABLE « exports/aprenants.csv » → écrivez « exports/apprenants.csv » si c’est ce fichier, sinon placez le fichier à cet endroit',
      'i12.yaml:6:13 MOTIF-SANS-FICHIER « exports/abs-*.csv » → corrigez le motif, ou ajoutez l’export qui manque',
      'i12.yaml:7:13 PAS-UN-FICHIER « exports » → écrivez le chemin du fichier',
    ])
    expect(workspace?.sources).toEqual([])
  })

  it.each([
    [
      'organisme: { nom: X }\naudit: {}\nprocedure: procedure.yaml\nsources: { aprenants: x.csv }\n',
      'CLE-INCONNUE',
    ],
    ['organisme: { nom: X }\naudit: {}\nprocedure: procedure.yaml\n', 'CLE-MANQUANTE'],
    [`${HEAD}sources: { apprenants: exports/apprenants.csv }\nprocedur: x\n`, 'CLE-INCONNUE'],
    [
      `organisme: { nom: X, sites: [{ id: a, zone: alsace }] }\naudit: {}\nprocedure: procedure.yaml\nsources: { apprenants: exports/apprenants.csv }\n`,
      'VALEUR-HORS-LISTE',
    ],
    [
      `${HEAD}sources: { apprenants: exports/apprenants.csv }\nperiode: { du: 2026-02-30 }\n`,
      'VALEUR-REFUSEE',
    ],
    [`${HEAD}sources: { apprenants: { fichier: exports/apprenants.csv, separator: ";" } }\n`, 'CLE-INCONNUE'],
    ['organisme: {\n', 'YAML-SYNTAXE'],
    ['', 'CLE-MANQUANTE'],
  ])('refuses %j', async (yaml, code) => {
    const { workspace, said } = await load(yaml)
    expect(workspace).toBeNull()
    expect(said.join('\n')).toContain(code)
  })

  it('refuses two sites of one id', async () => {
    const { said } = await load(
      `organisme: { nom: X, sites: [{ id: a }, { id: a }] }\naudit: {}\nprocedure: procedure.yaml\nsources:\n  apprenants: exports/apprenants.csv\n`,
    )
    expect(said.map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      'i12.yaml:1:47 SITE-EN-DOUBLE',
    ])
  })

  it('raises a threshold that would show single persons', async () => {
    const { workspace, said } = await load(
      `${HEAD}sources: { apprenants: exports/apprenants.csv }\npublication: { seuil: 3 }\n`,
    )
    expect(workspace?.publication.threshold).toBe(5)
    expect(said).toEqual([expect.stringContaining('SEUIL-RELEVE')])
  })

  it('says that there is no i12.yaml', async () => {
    const folder = await temporaryWorkspace({})
    expect((await loadIn(folder)).said).toEqual([expect.stringMatching(/^i12.yaml:1:1 FICHIER-INTROUVABLE/)])
    await mkdir(join(folder, 'i12.yaml'))
    expect((await loadIn(folder)).said).toEqual([expect.stringMatching(/^i12.yaml:1:1 PAS-UN-FICHIER/)])
  })

  it('refuses a folder that does not exist, and a file', async () => {
    const folder = await temporaryWorkspace({ 'rapport.pdf': '' })
    await expect(loadIn(join(folder, 'absent'))).rejects.toThrow(Refusal)
    await expect(loadIn(join(folder, 'rapport.pdf'))).rejects.toMatchObject({
      mend: expect.stringContaining('i12 verify'),
    })
  })
})
