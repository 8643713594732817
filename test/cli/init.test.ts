import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { main } from '../../src/cli/main.js'
import { memoryIo } from '../support/memory-io.js'
import { temporaryWorkspace } from '../support/temporary-workspace.js'

async function run(...argv: string[]) {
  const io = memoryIo()
  return { code: await main(argv, io), stdout: io.stdout, stderr: io.stderr }
}

describe('i12 init', () => {
  it('writes a workspace that check reads, and that asks for what is still to be decided', async () => {
    const folder = join(await temporaryWorkspace({}), 'nouveau')
    const made = await run(
      'init',
      folder,
      '--yes',
      '--nom',
      'Étude "Exemple"',
      '--audit',
      '10/12/2026',
      '--zone',
      'mayotte',
    )
    expect(made).toMatchObject({ code: 0, stdout: `${folder}\n` })
    expect(await readdir(folder)).toEqual([
      'exports',
      'i12.yaml',
      'mesures.yaml',
      'preuves',
      'procedure.yaml',
    ])
    expect(await readFile(join(folder, 'i12.yaml'), 'utf8')).toContain('audit: { date: 2026-12-10 }')

    const checked = await run('check', '-C', folder, '--as-of', '2026-11-30', '--format', 'json')
    const { diagnostics } = JSON.parse(checked.stdout) as { diagnostics: { code: string }[] }
    expect(checked.code).toBe(1)
    expect([...new Set(diagnostics.map(({ code }) => code))].sort()).toEqual([
      'DELAI-A-FIXER',
      'EXPORT-SANS-LIGNE',
    ])
  })

  it('copies the example, which check reads', async () => {
    const folder = join(await temporaryWorkspace({}), 'exemple')
    expect((await run('init', folder, '--example')).code).toBe(0)
    const checked = await run('check', folder, '--as-of', '2026-11-30', '--format', 'json')
    expect(checked.code).toBe(1)
    expect(JSON.parse(checked.stdout).scope.enrolments).toBe(160)
  })

  it('never writes over what is there', async () => {
    const folder = await temporaryWorkspace({ 'i12.yaml': 'à moi\n' })
    const { code, stderr } = await run('init', folder, '--yes')
    expect(code).toBe(2)
    expect(stderr).toContain('i12.yaml')
    expect(await readFile(join(folder, 'i12.yaml'), 'utf8')).toBe('à moi\n')
    expect(await readdir(folder)).toEqual(['i12.yaml'])
  })

  it.each([
    [['--procedure', 'inconnue'], 'abandon-huit-etapes'],
    [['--audit', '2026-02-30'], 'AAAA-MM-JJ'],
    [['--zone', 'metropol'], 'metropole'],
  ])('refuses %j', async (argv, hint) => {
    const folder = join(await temporaryWorkspace({}), 'x')
    const { code, stderr } = await run('init', folder, '--yes', ...argv)
    expect(code).toBe(2)
    expect(stderr).toContain(hint)
  })

  it('replaces nothing, and adds what is missing when it runs again', async () => {
    const folder = await temporaryWorkspace({ 'exports/stagiaires.csv': LEARNERS })
    expect((await run('init', folder, '--yes', '--nom', 'Essai')).code).toBe(0)
    const first = await readFile(join(folder, 'i12.yaml'), 'utf8')
    expect(parse(first)).toMatchObject({
      organisme: { sites: [{ id: 'Lille' }, { id: 'Nice' }] },
      sources: {
        apprenants: {
          fichier: 'exports/stagiaires.csv',
          dossier: 'calcule',
          correspondance: { nom_complet: 'Nom et prénom', formation: 'Action', date_entree: 'Début' },
          ordre_nom: 'nom_prenom',
        },
      },
    })
    expect(await readdir(folder)).toEqual(['exports', 'i12.yaml', 'mesures.yaml', 'procedure.yaml'])
    expect(await readdir(join(folder, 'exports'))).toEqual(['stagiaires.csv'])

    await writeFile(join(folder, 'procedure.yaml'), 'etend: signalements # à moi\n')
    await writeFile(
      join(folder, 'exports/absences.csv'),
      'Dossier;Date absence;Justifiée\nA-1;15/09/2025;non\n',
    )
    const again = await run('init', folder, '--yes')
    expect(again.code).toBe(0)
    const second = await readFile(join(folder, 'i12.yaml'), 'utf8')
    expect(second).toContain('nom: "Essai"')
    expect(parse(second).sources.absences).toMatchObject({ fichier: 'exports/absences.csv' })
    expect(await readFile(join(folder, 'procedure.yaml'), 'utf8')).toBe('etend: signalements # à moi\n')
    await run('init', folder, '--yes')
    expect(await readFile(join(folder, 'i12.yaml'), 'utf8')).toBe(second)
  })

  it('keeps the questions about words beside every entry, however many follow', async () => {
    const folder = await temporaryWorkspace({
      'exports/stagiaires.csv': LEARNERS,
      'exports/feuilles.csv': 'N° dossier;05/10/2026;06/10/2026;07/10/2026\nA-1;P;Zut;A\n',
      'exports/relances.csv': 'dossier;date;canal;destinataire\nA-1;15/09/2025;telephone;beneficiaire\n',
    })
    await run('init', folder, '--yes')
    const text = await readFile(join(folder, 'i12.yaml'), 'utf8')
    expect(text).toContain('"Zut": …')
    expect(text).toContain('"parti": …')
    expect(Object.keys(parse(text).sources)).toEqual(['emargements', 'relances', 'apprenants'])
  })

  it('leaves what is not certain as comments with the question, once', async () => {
    const folder = await temporaryWorkspace({
      'exports/stagiaires.csv': LEARNERS,
      'exports/appels.csv': 'Date appel;Mail;Suite\n15/09/2025;zoe@exemple.fr;joint\n',
    })
    const { code, stdout, stderr } = await run('init', folder, '--yes')
    expect(code).toBe(0)
    const text = await readFile(join(folder, 'i12.yaml'), 'utf8')
    expect(parse(text).sources.relances).toBeUndefined()
    expect(text).toContain('# exports/appels.csv')
    expect(text).toMatch(/quelle valeur a «\u00a0canal\u00a0» pour toutes ses lignes\u202f\?/)
    expect(`${stdout}${stderr}`).not.toContain('zoe@exemple.fr')
    expect(`${stdout}${stderr}`).not.toContain('Zoé')
    await run('init', folder, '--yes')
    expect(await readFile(join(folder, 'i12.yaml'), 'utf8')).toBe(text)
    // A placeholder is in nobody's way.
    expect((await run('import', 'exports/appels.csv', '--write', '-C', folder)).code).toBe(0)
    expect(parse(await readFile(join(folder, 'i12.yaml'), 'utf8')).sources.relances.fichier).toBe(
      'exports/appels.csv',
    )
  })

  it('replays answers, keeps them, and asks nothing of a second export of the same program', async () => {
    const answers = `organisme: { nom: Essai, siret: "12345678200010" }
audit: { date: 2026-12-10 }
procedure: abandon-huit-etapes
delais: { demande-motifs: 2 jours ouvrés }
constantes: { relances: { canal: telephone, destinataire: beneficiaire } }
valeurs: { apprenants: { statut: { parti: abandon } } }
`
    const folder = await temporaryWorkspace({
      'exports/stagiaires.csv': LEARNERS,
      'exports/appels.csv': 'Date appel;Mail;Suite\n15/09/2025;zoe@exemple.fr;joint\n',
    })
    const file = join(await temporaryWorkspace({ 'r.yaml': answers }), 'r.yaml')
    expect((await run('init', folder, '--answers', file)).code).toBe(0)
    const { sources, organisme, audit } = parse(await readFile(join(folder, 'i12.yaml'), 'utf8'))
    expect(organisme).toMatchObject({ nom: 'Essai', siret: '12345678200010' })
    expect(audit.date).toBe('2026-12-10')
    expect(sources.relances).toMatchObject({
      rapprocher: ['email'],
      constantes: { canal: 'telephone', destinataire: 'beneficiaire' },
    })
    expect(sources.apprenants.valeurs).toEqual({ statut: { parti: 'abandon' } })
    expect(parse(await readFile(join(folder, 'procedure.yaml'), 'utf8')).delais).toEqual({
      'demande-motifs': '2 jours ouvrés',
    })
    expect(parse(await readFile(join(folder, 'reponses-i12.yaml'), 'utf8'))).toEqual(parse(answers))

    await writeFile(
      join(folder, 'exports/appels-2.csv'),
      'Date appel;Mail;Suite\n16/09/2025;zoe@exemple.fr;joint\n',
    )
    await run('import', 'exports/appels-2.csv', '--write', '-C', folder)
    expect(parse(await readFile(join(folder, 'i12.yaml'), 'utf8')).sources.relances[1]).toMatchObject({
      fichier: 'exports/appels-2.csv',
      constantes: { canal: 'telephone', destinataire: 'beneficiaire' },
    })
  })

  it.each([
    ['delai: { x: 1 }\n', 'delai'],
    ['organisme: { siret: "123" }\n', 'SIRET'],
    ['valeurs: { relances: { canal: { fax: pigeon } } }\n', 'telephone'],
  ])('refuses the answers %j and writes nothing', async (answers, hint) => {
    const folder = await temporaryWorkspace({ 'exports/stagiaires.csv': LEARNERS, 'r.yaml': answers })
    const { code, stderr } = await run('init', folder, '--answers', join(folder, 'r.yaml'))
    expect(code).toBe(2)
    expect(stderr).toContain(hint)
    expect(await readdir(folder)).toEqual(['exports', 'r.yaml'])
  })

  it('starts from the shipped procedure that is nearest to the one that lies there', async () => {
    const folder = await temporaryWorkspace({
      'exports/stagiaires.csv': LEARNERS,
      'Procédure.md':
        '# Procédure\nVisite en entreprise de chaque apprenti, maître d’apprentissage, rupture du contrat.\n',
    })
    await run('init', folder, '--yes')
    const text = await readFile(join(folder, 'procedure.yaml'), 'utf8')
    expect(parse(text)).toMatchObject({ etend: 'apprentissage', document: 'Procédure.md' })
    expect(text).toContain('sous quel délai')
  })

  it('shows the first check by its causes, three things first and what each would change', async () => {
    const folder = await temporaryWorkspace({ 'exports/stagiaires.csv': LEARNERS })
    const { stderr } = await run('init', folder, '--yes', '--as-of', '2026-11-30')
    expect(stderr).toContain('À faire d’abord')
    expect(stderr).toContain('DELAI-A-FIXER, 8\u00a0fois')
    expect(stderr.match(/Ce que cela change/g)?.length).toBeLessThanOrEqual(3)
    expect(stderr).toContain('VALEUR-INCONNUE')
  })
})

const LEARNERS = `Nom et prénom;Action;Début;Situation;Courriel;Centre
Durand Zoé;Anglais;15/09/2025;en cours;zoe@exemple.fr;Lille
Martin Ali;Anglais;16/09/2025;parti;ali@exemple.fr;Nice
`
