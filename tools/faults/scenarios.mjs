// The commands whose interruption is played: each reads, changes and writes back a file of the workspace.
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const EXAMPLE = fileURLToPath(new URL('../../examples/horizon-formation', import.meta.url))
const AS_OF = ['--as-of', '2026-11-30']
const HEADER = 'dossier;date;type;canal;destinataire;auteur;resultat;commentaire;preuve;ticket'

function copyExample(folder) {
  cpSync(EXAMPLE, folder, { recursive: true })
  rmSync(join(folder, 'sorties'), { recursive: true, force: true })
}

/** Lines of a log as `letters --prepare-log` writes them. */
export function logOf(cases) {
  const lines = cases.map(
    (one) => `${one};;relance;email;beneficiaire;Claire Martin;;Courrier préparé ${one};;`,
  )
  return `\uFEFF${[HEADER, ...lines].join('\r\n')}\r\n`
}

export const sending = {
  name: 'letters --sent',
  prepare(folder) {
    copyExample(folder)
    mkdirSync(join(folder, 'sorties'))
    writeFileSync(join(folder, 'exports/relances-i12.csv'), logOf(['HF-26-001']))
    writeFileSync(join(folder, 'sorties/relances-preparees.csv'), logOf(['HF-26-002', 'HF-26-003']))
    writeFileSync(join(folder, 'envoyes.csv'), logOf(['HF-26-002']))
  },
  command: (folder) => ['letters', '-C', folder, '--sent', join(folder, 'envoyes.csv'), '--on', '2026-11-30'],
}

export const mapping = {
  name: 'import --write',
  prepare: copyExample,
  command: (folder) => ['import', 'exports/activites.csv', '-C', folder, '--write', '--force'],
}

export const recording = {
  name: 'attest --record',
  prepare(folder) {
    copyExample(folder)
    const sha256 = 'a'.repeat(64)
    writeFileSync(
      join(folder, 'attestations.csv'),
      `\uFEFFnumero;nature;dossier;etat;etat_le;fichier;sha256\r\n2026-001;declaration;HF-26-044;demandee;30/11/2026;sorties/attestations/2026-001.pdf;${sha256}\r\n`,
    )
  },
  saysDone: 'ne peut pas devenir',
  command: (folder) => ['attest', '-C', folder, '--record', '2026-001=sans_reponse', '--on', '2026-12-03'],
}

export const beginning = {
  name: 'init',
  prepare() {},
  saysDone: 's’y trouve déjà',
  command: (folder) => ['init', folder, '--yes'],
}

export const page = {
  name: 'report --format html --pseudonymise',
  prepare: copyExample,
  command: (folder) => ['report', '-C', folder, ...AS_OF, '--format', 'html', '--pseudonymise'],
  // Codes come from a key made at random.
  isRandom: (path) => path === 'cle-pseudonymes.txt' || path.startsWith('sorties/'),
}

export const papers = {
  name: 'attest',
  prepare: copyExample,
  command: (folder) => ['attest', '-C', folder, ...AS_OF, '--case', 'HF-26-044', '--nature', 'declaration'],
}
