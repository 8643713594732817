// `i12 init` at a real terminal: keys are pressed by test/support/press-keys.py. absent: python3.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { temporaryWorkspace } from '../support/temporary-workspace.js'

const isAbsent = spawnSync('python3', ['-c', 'import pty']).status !== 0
if (isAbsent) console.warn('absent: python3, the questions of init are not asked at a terminal')

function press(columns: number, keys: readonly (readonly [string, string])[], ...argv: readonly string[]) {
  const driver = ['test/support/press-keys.py', String(columns), JSON.stringify(keys)]
  const run = spawnSync('python3', [...driver, process.execPath, 'bin/i12.js', ...argv], { encoding: 'utf8' })
  return { code: run.status, shown: run.stdout }
}

const LEARNERS = `Nom et prénom;Action;Début;Situation;Courriel;Centre
Durand Zoé;Anglais;15/09/2025;en cours;zoe@exemple.fr;Lille
Martin Ali;Anglais;16/09/2025;parti;ali@exemple.fr;Nice
`
const CALLS = 'Date appel;Mail;Suite\n15/09/2025;zoe@exemple.fr;joint\n'
const CLEAR = '\u0015'

describe.skipIf(isAbsent)('i12 init at a terminal', () => {
  it('asks what it cannot see, checks each answer, and keeps what was answered', async () => {
    const folder = await temporaryWorkspace({
      'exports/stagiaires.csv': LEARNERS,
      'exports/appels.csv': CALLS,
    })
    const { code, shown } = press(
      120,
      [
        ['Raison sociale', 'Essai\r'],
        ['SIRET', '123\r'],
        ['quatorze chiffres', CLEAR],
        ['SIRET', '12345678200010\r'],
        ['activité', '\r'],
        ['signe les', '\r'],
        ['Date de l’audit (', '31/02/2026\r'],
        ['existe pas', CLEAR],
        ['audit', '10/12/2026\r'],
        ['précédent', '\r'],
        ['Lille', '\r'],
        ['Nice', '\r'],
        ['Procédure dont', '\r'],
        ['canal', '\r'],
        ['destinataire', '\r'],
        ['parti', 'abandon'],
        ['abandon', '\r'],
        ['Informer le prescripteur', '2 jours ouvrés\r'],
        ...['raisons de', 'Analyser', 'Proposer', 'Échanger', 'Relancer', 'Valider', 'Adresser'].map(
          (title) => [title, '\r'] as const,
        ),
      ],
      'init',
      folder,
      '--as-of',
      '2026-11-30',
    )
    expect(shown).not.toContain('NOT SHOWN')
    expect(code).toBe(0)
    expect(shown).toContain('À faire d’abord')
    expect(shown).not.toContain('zoe@exemple.fr')
    expect(parse(await readFile(join(folder, 'reponses-i12.yaml'), 'utf8'))).toMatchObject({
      organisme: { nom: 'Essai', siret: '12345678200010' },
      audit: { date: '2026-12-10' },
      zones: { Lille: 'metropole', Nice: 'metropole' },
      constantes: { relances: { canal: 'telephone', destinataire: 'beneficiaire' } },
      valeurs: { apprenants: { statut: { parti: 'abandon' } } },
      delais: { 'information-prescripteur': '2 jours ouvrés' },
    })
    const { sources } = parse(await readFile(join(folder, 'i12.yaml'), 'utf8'))
    expect(sources.apprenants.valeurs).toEqual({ statut: { parti: 'abandon' } })
    expect(sources.relances.rapprocher).toEqual(['email'])
  })

  it.each([40, 120])('leaves nothing on Ctrl-C, at %d columns', async (columns) => {
    const folder = join(await temporaryWorkspace({}), 'nouveau')
    const { code, shown } = press(
      columns,
      [
        ['sociale', 'Es'],
        ['Es', '\u0003'],
      ],
      'init',
      folder,
    )
    expect(shown).toContain('Interrompu.')
    expect(code).toBe(130)
    expect(existsSync(folder)).toBe(false)
  })
})
