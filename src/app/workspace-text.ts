// The files of a new workspace as text, with comments for whoever opens them. May not write files or decide.
import type { Answers } from './answers.js'
import { yamlText } from './entry-text.js'
import type { OpenDelay } from './open-delays.js'

export interface WorkspaceParts {
  readonly answers: Answers
  /** Sites found in the data, by the words of the data. */
  readonly sites: readonly string[]
  /** Folder of evidence, ended by `/`; null where none is seen. */
  readonly evidenceFolder: string | null
}

/** i12.yaml without its sources, which are added one by one. */
export function configurationText({ answers, sites, evidenceFolder }: WorkspaceParts): string {
  const { organisme = {}, audit = {}, zones = {} } = answers
  const zone = organisme.zone ?? 'metropole'
  const site = (id: string, name: string) =>
    `    - { id: ${yamlText(id)}, nom: ${yamlText(name)}, zone: ${zones[id] ?? zone} }`
  const sitesLines =
    sites.length === 0 ? [site('principal', 'Site principal')] : sites.map((id) => site(id, id))
  const dates = [
    ...(audit.date === undefined ? [] : [`date: ${audit.date}`]),
    ...(audit.precedent === undefined ? [] : [`precedent: ${audit.precedent}`]),
    ...(audit.type === undefined ? [] : [`type: ${audit.type}`]),
  ]
  const asked = (value: string | undefined, key: string, question: string) =>
    value === undefined || value === ''
      ? `  # ${key}: "…" # ${question}`
      : `  ${key}: ${JSON.stringify(value)}`
  return `# Le dossier de travail d'i12. Les chemins partent de ce dossier.
organisme:
  nom: ${JSON.stringify(organisme.nom ?? 'Organisme à compléter')}${organisme.nom === undefined ? ' # quelle est votre raison sociale ?' : ''}
${asked(organisme.siret, 'siret', 'quel est votre SIRET ?')}
${asked(organisme.nda, 'nda', 'quel est votre numéro de déclaration d’activité ?')}
${organisme.signataire === undefined ? '  # signataire: { nom: "…", qualite: "…" } # qui signe les attestations ?' : `  signataire: { nom: ${JSON.stringify(organisme.signataire)} }`}
  sites:${sites.length === 0 ? '' : ' # trouvés dans les exports ; la zone dit les jours fériés'}
${sitesLines.join('\n')}

# date : celle de l'audit, elle choisit la version du référentiel ; precedent : début de la période.
audit: ${dates.length === 0 ? '{}' : `{ ${dates.join(', ')} }`}

procedure: procedure.yaml
mesures: mesures.yaml
${evidenceFolder === null ? '# preuves: preuves/ # dans quel dossier sont vos preuves ?' : `preuves: ${yamlText(evidenceFolder)}`}

# Vos exports. « i12 import FICHIER » montre ce que leurs colonnes deviennent, « --write » ajoute une entrée.
sources: {}
`
}

/** procedure.yaml: a shipped procedure to start from, the delays decided, and those still to decide as comments. */
export function procedureText(
  procedure: string,
  delays: readonly OpenDelay[],
  decided: Readonly<Record<string, string>>,
  document: string | null,
): string {
  const own = delays.filter(({ id }) => decided[id] !== undefined)
  const lines = delays.map(({ id, title, reference }) => {
    const delay = decided[id]
    const where = reference === '' ? title : `${title} (${reference})`
    return delay === undefined
      ? `  # ${id}: … # sous quel délai ? ${where}`
      : `  ${id}: ${yamlText(delay)} # ${where}`
  })
  const head = own.length === 0 ? '# delais:' : 'delais:'
  const shown = own.length === 0 ? lines.map((line) => `#   ${line.slice(4)}`) : lines
  return `# Votre procédure écrite. « etend » part d'une procédure livrée ; une entrée du même id la remplace.
reference: PR-12-01
intitule: Prévention et gestion des abandons
${document === null ? '# document: preuves/procedure-signee.pdf # où est votre procédure signée ?' : `document: ${yamlText(document)}`}
etend: ${procedure}
${
  delays.length === 0
    ? ''
    : `# Les délais que sa source laisse « à fixer » : décidez-les un par un, « 2 jours ouvrés » par exemple.
${[head, ...shown].join('\n')}
`
}`
}

export const MEASURES_TEXT = `# Les mesures formalisées d'engagement et de prévention. Exemple :
#   - id: parrainage
#     intitule: Parrainage entre apprenants
#     categorie: engagement
#     depuis: 2026-01-05
#     preuves: [preuves/parrainage.pdf]
mesures: []
`
