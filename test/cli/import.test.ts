import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { main } from '../../src/cli/main.js'
import { memoryIo } from '../support/memory-io.js'
import { workbook } from '../support/workbook.js'

let folder = ''

const CONFIGURATION = `# notre organisme
organisme: { nom: Essai }
audit: {}
procedure: procedure.yaml
sources:
  # le logiciel de gestion
  apprenants: exports/apprenants.csv
`

const JOURNAL = `N° dossier;Le jour;Moyen;Auprès de;Suite;Adresse IP;Preuv
A-1;01/09/2025;Tel pro;stagiaire;joint;1.1.1.1;a
A-2;02/09/2025;mail;employeur;message;1.1.1.1;a
A-3;02/09/2025;sms;employeur;message;1.1.1.1;a
`

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'i12-import-'))
  await mkdir(join(folder, 'exports'))
  await writeFile(join(folder, 'i12.yaml'), CONFIGURATION)
  await writeFile(join(folder, 'exports/journal.csv'), JOURNAL)
})

afterEach(() => rm(folder, { recursive: true }))

async function run(...words: string[]) {
  const io = memoryIo()
  const code = await main(['import', ...words, '-C', folder], io)
  return { code, out: io.stdout, err: io.stderr }
}

const configuration = () => readFile(join(folder, 'i12.yaml'), 'utf8')

describe('i12 import', () => {
  it('shows each column, the field proposed and why, and changes nothing', async () => {
    const { code, out } = await run('exports/journal.csv')
    expect(code).toBe(0)
    expect(out).toContain('Ressemble à la source «\u00a0relances\u00a0».')
    expect(out).toMatch(/N° dossier +dossier +nom connu pour ce champ/)
    expect(out).toMatch(/Le jour +date +ses mots sont ceux de ce champ\u202f; à vérifier/)
    expect(out).toMatch(/Preuv +preuve +nom proche\u202f; à vérifier/)
    expect(out).toMatch(/Adresse IP +– +rien n’en a besoin\u00a0: écartée/)
    expect(await configuration()).toBe(CONFIGURATION)
  })

  it('writes what is sure on request, guesses as comments, and keeps the rest of i12.yaml', async () => {
    const { code } = await run('exports/journal.csv', '--write')
    expect(code).toBe(0)
    const text = await configuration()
    expect(text).toContain('# notre organisme')
    expect(text).toContain('# le logiciel de gestion')
    expect(text).toContain('# date: "Le jour" # à vérifier')
    expect(text).toContain('"Tel pro": …')
    expect(parse(text).sources).toEqual({
      apprenants: 'exports/apprenants.csv',
      relances: {
        fichier: 'exports/journal.csv',
        correspondance: {
          dossier: 'N° dossier',
          canal: 'Moyen',
          destinataire: 'Auprès de',
          resultat: 'Suite',
        },
      },
    })
  })

  it('prints only the draft with --propose-mapping, and the same as JSON', async () => {
    const { out } = await run('exports/journal.csv', '--propose-mapping')
    expect(parse(out).sources.relances.fichier).toBe('exports/journal.csv')
    const json = JSON.parse((await run('exports/journal.csv', '--format', 'json')).out)
    expect(json).toMatchObject({
      format: 'i12/import/1',
      source: 'relances',
      signature: null,
      draft: out,
      missing: [],
    })
    expect(json.columns[5]).toMatchObject({ header: 'Adresse IP', field: null, dropped: true })
    expect(json.columns[6]).toMatchObject({ field: 'preuve', reason: 'near', sure: false })
  })

  it('adds its entry after another file’s, and replaces that one only when told to', async () => {
    const added = await run('exports/journal.csv', '--source', 'apprenants', '--write')
    expect(added.code).toBe(0)
    expect(parse(await configuration()).sources.apprenants).toMatchObject([
      'exports/apprenants.csv',
      { fichier: 'exports/journal.csv' },
    ])
    expect((await run('exports/journal.csv', '--source', 'apprenants', '--write', '--force')).code).toBe(0)
    expect(parse(await configuration()).sources.apprenants.fichier).toBe('exports/journal.csv')
  })

  it('completes the entry of the same file, whose own words stay', async () => {
    await writeFile(
      join(folder, 'i12.yaml'),
      `${CONFIGURATION}  relances:
    fichier: exports/journal.csv
    correspondance: { date: Le jour }
    valeurs: { canal: { Tel pro: telephone } } # décidé en réunion
`,
    )
    const { code, err } = await run('exports/journal.csv', '--write')
    expect(code).toBe(0)
    expect(err).toContain('complété')
    const text = await configuration()
    expect(text).toContain('# décidé en réunion')
    expect(parse(text).sources.relances).toEqual({
      fichier: 'exports/journal.csv',
      correspondance: {
        date: 'Le jour',
        dossier: 'N° dossier',
        canal: 'Moyen',
        destinataire: 'Auprès de',
        resultat: 'Suite',
      },
      valeurs: { canal: { 'Tel pro': 'telephone' } },
    })
    await run('exports/journal.csv', '--write')
    expect(await configuration()).toBe(text)
  })

  it('leaves a file alone that a pattern names already', async () => {
    const before = CONFIGURATION.replace('exports/apprenants.csv', '"exports/*.csv"')
    await writeFile(join(folder, 'i12.yaml'), before)
    expect((await run('exports/journal.csv', '--source', 'apprenants', '--write')).code).toBe(0)
    expect(await configuration()).toBe(before)
  })

  it('takes the place of an empty template, whatever the number of files', async () => {
    await writeFile(join(folder, 'exports/apprenants.csv'), '\uFEFFdossier;nom;prenom\r\n')
    await writeFile(
      join(folder, 'exports/inscrits.csv'),
      'N° dossier;Nom;Prénom;Formation suivie;Date d’entrée;Situation\nA-1;Démo;Zoé;Anglais;01/09/2025;en cours\n',
    )
    expect((await run('exports', '--write')).code).toBe(0)
    const { sources } = parse(await configuration())
    expect(sources.apprenants.fichier).toBe('exports/inscrits.csv')
    expect(sources.relances.fichier).toBe('exports/journal.csv')
  })

  it('says what is no export, and imports the rest', async () => {
    await writeFile(join(folder, 'exports/Notre procédure.md'), '# Procédure d’assiduité\n')
    await writeFile(join(folder, 'exports/ecran.png'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0]))
    const { code, out } = await run('exports')
    expect(code).toBe(0)
    expect(out).toContain('un texte Markdown, sans doute votre procédure, et non un export')
    expect(out).toContain('une image PNG, et non un export')
    const alone = await run('exports/ecran.png')
    expect(alone).toMatchObject({ code: 2, err: expect.stringContaining('une image PNG') })
    const json = JSON.parse((await run('exports', '--format', 'json')).out)
    expect(json.entries.map(({ file }: { file: string }) => file)).toContain('exports/journal.csv')
    expect(json.unrecognised).toContainEqual({ file: 'exports/ecran.png', sheet: null, is: 'une image PNG' })
  })

  it('names the format it recognises, whose columns need no mapping', async () => {
    await writeFile(
      join(folder, 'exports/edof.csv'),
      'NUMERO_DOSSIER;NOM;PRENOM;INTITULE_FORMATION;DATE_DEBUT_SESSION;STATUT_DOSSIER;MOTIF_DE_SORTIE_FINAL\n1;Démo;Zoé;Anglais;01/09/2025;x;\n',
    )
    const { out } = await run('exports/edof.csv')
    expect(out).toContain('Format reconnu\u00a0: Mon Compte Formation (EDOF)')
    expect(out).toContain('apprenants: exports/edof.csv')
    expect(out).not.toContain('Démo')
  })

  it('finds the sheet that holds the table', async () => {
    const bytes = workbook({
      Notes: [['rien à lire']],
      Suivi: [
        ['Dossier', 'Jour', 'Justifiée ?'],
        ['A-1', '01/09/2025', 'non'],
      ],
    })
    await writeFile(join(folder, 'exports/suivi.xlsx'), bytes)
    const { out } = await run('exports/suivi.xlsx', '--propose-mapping')
    expect(parse(out).sources.absences).toEqual({
      fichier: 'exports/suivi.xlsx',
      feuille: 'Suivi',
      correspondance: { date: 'Jour', justifiee: 'Justifiée ?' },
    })
  })

  it('says what is wrong with a file that cannot be opened', async () => {
    await writeFile(join(folder, 'exports/vide.csv'), '')
    expect(await run('exports/vide.csv')).toMatchObject({
      code: 2,
      err: expect.stringContaining('FICHIER-VIDE'),
    })
    expect(await run('exports/absent.csv')).toMatchObject({
      code: 2,
      err: expect.stringContaining('absent.csv'),
    })
  })
})
