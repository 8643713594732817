// Values that stand in the wrong column are masked all the same: by their shape, by the names of the register, and by
// the words of health, in every field of a diagnostic and in the line that it shows.
import { expect, it } from 'vitest'
import { buildDossier } from '../../src/app/build-dossier.js'
import { parseIsoDate } from '../../src/kernel/local-date.js'
import { temporaryWorkspace } from '../support/temporary-workspace.js'

const SECRETS = [
  /coquelicot/i,
  /violette/i,
  /lea\.lys@/i,
  /0612345678/,
  /06 98 76 54 32/,
  /maladie/i,
  /burn.?out/i,
]

it('never show a name, an address, a number or a word of health, whatever the column', async () => {
  const folder = await temporaryWorkspace({
    'i12.yaml':
      'organisme: { nom: Exemple }\naudit: {}\nprocedure: procedure.yaml\nsources: { apprenants: a.csv, absences: b.csv, relances: c.csv }\n',
    'procedure.yaml':
      'reference: P\nintitule: P\nobligations:\n  - { id: x, intitule: X, quand: { absence: injustifiee }, faire: { types: [relance], destinataires: [beneficiaire] }, delai: 2 jours }\n',
    'a.csv':
      'dossier;nom;prenom;formation;date_entree;statut\nA-1;Coquelicot;Violette;DEV;05/01/2026;en_cours\nA-2;Lis;Luc;DEV;Coquelicot;malade\n',
    'b.csv':
      'dossier;date;justifiee\nA-1;maladie le 12/10/2026;burn out\nVIOLETTE COQUELICOT;12/10/2026;non\nlea.lys@exemple.fr;12/10/2026;non\n06 98 76 54 32;12/10/2026;0612345678\n',
    'c.csv':
      'dossier;date;canal;destinataire;Coquelicot;preuve\nA-1;12/10/2026;lea.lys@exemple.fr;violette;x;PREUVES/Coquelicot.pdf\nA-1;12/10/2026;0612345678;arrêt maladie;x;\n',
    'preuves/coquelicot.pdf': 'x',
  })
  const { result } = await buildDossier({ folder, asOf: parseIsoDate('2026-11-30') })
  expect(result.diagnostics.length).toBeGreaterThan(8)
  for (const { kind, message, seen, expected, mend, place } of result.diagnostics) {
    const said = JSON.stringify({ message, seen, expected, mend, line: place.excerpt()?.text })
    for (const secret of SECRETS) expect(said, kind.code).not.toMatch(secret)
  }
  // What is ours stays legible.
  expect(JSON.stringify(result.diagnostics.map(({ expected }) => expected))).toContain('telephone')
})
