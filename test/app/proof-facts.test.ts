// What proofs say of themselves, from the disk to the diagnostics.
import { describe, expect, it } from 'vitest'
import { buildDossier } from '../../src/app/build-dossier.js'
import { parseIsoDate } from '../../src/kernel/local-date.js'
import { temporaryWorkspace } from '../support/temporary-workspace.js'

const mail = (day: string, text: string) =>
  `Date: ${day} Oct 2026 10:00:00 +0200\r\nSubject: x\r\n\r\n${text}\r\n`

async function said(relances: string, proofs: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const folder = await temporaryWorkspace({
    'i12.yaml':
      'organisme: { nom: Essai }\naudit: {}\nprocedure: procedure.yaml\nsources: { apprenants: a.csv, relances: r.csv }\n',
    'procedure.yaml': 'obligations:\n  - { id: a, quand: { entree: oui }, faire: {}, delai: 1 an }\n'.replace(
      '1 an',
      '12 mois',
    ),
    'a.csv':
      'dossier;nom;prenom;formation;date_entree;statut\nA-1;Genêt;Rose;L;2026-09-01;en_cours\nA-2;Bleuet;Iris;L;2026-09-01;en_cours\n',
    'r.csv': `dossier;date;canal;destinataire;preuve\n${relances}`,
    ...proofs,
  })
  const { result } = await buildDossier({ folder, asOf: parseIsoDate('2026-11-30') })
  return result.diagnostics
    .filter(({ kind }) => kind.code.startsWith('PREUVE-'))
    .map(({ kind, place }) => `${kind.code} ${place.locate().line}`)
}

describe('proofs that do not hold together', () => {
  it('are a copy under another name, and a message of days after', async () => {
    const proofs = {
      'preuves/un.eml': mail('5', 'un'),
      'preuves/copie.eml': mail('5', 'un'),
      'preuves/tard.eml': mail('9', 'tard'),
    }
    const relances =
      'A-1;05/10/2026;email;beneficiaire;preuves/un.eml\nA-2;05/10/2026;email;beneficiaire;preuves/copie.eml\nA-2;07/10/2026;email;beneficiaire;preuves/tard.eml\n'
    expect(await said(relances, proofs)).toEqual(['PREUVE-REEMPLOYEE 3', 'PREUVE-POSTERIEURE 4'])
  })

  it('are not files of one size, of the day after, missing, empty or outside', async () => {
    const proofs = {
      'preuves/un.eml': mail('5', 'un'),
      'preuves/deux.eml': mail('6', 'de'),
      'preuves/vide.eml': '',
    }
    const relances = ['un', 'deux', 'vide', 'absent', '../dehors']
      .map((name) => `A-1;05/10/2026;email;beneficiaire;preuves/${name}.eml\n`)
      .concat('A-2;06/10/2026;email;beneficiaire;preuves/absent.eml\n')
      .join('')
    expect(await said(relances, proofs)).toEqual([])
  })
})
