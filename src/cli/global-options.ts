// The options every command accepts, before or after its name.
import type { OptionDeclaration } from './command.js'

export const GLOBAL_OPTIONS: readonly OptionDeclaration[] = [
  {
    flags: '-C, --workspace <dossier>',
    description: 'dossier de travail, celui qui contient i12.yaml',
    default: '.',
  },
  {
    flags: '--shared <dossier>',
    description:
      'dossier partagé d’un réseau, le seul lu hors du dossier de travail : procédures et modèles\u202f; sinon I12_SHARED',
  },
  {
    flags: '--au, --as-of <date>',
    description: 'arrêter les comptes à cette date (AAAA-MM-JJ ou JJ/MM/AAAA)\u202f; aujourd’hui par défaut',
  },
  { flags: '--format <format>', description: 'forme du résultat' },
  {
    flags: '-o, --output <chemin>',
    description:
      'écrire dans ce fichier, ou dans ce dossier (fini par « / »)\u202f; « - » est la sortie standard',
  },
  { flags: '--force', description: 'remplacer un fichier que i12 n’a pas écrit, ou qui a changé depuis' },
  { flags: '--browser <chemin>', description: 'navigateur à employer pour le PDF' },
  { flags: '-q, --quiet', description: 'ne dire que le résultat et les erreurs' },
  { flags: '--no-input', description: 'ne rien demander' },
  { flags: '--no-color', description: 'sans couleurs' },
  { flags: '--debug', description: 'montrer le détail technique d’une panne' },
]

/** Flags of global options that are followed by a value, as typed. */
export const FLAGS_WITH_VALUE: ReadonlySet<string> = new Set(
  GLOBAL_OPTIONS.flatMap(({ flags }) =>
    flags.includes('<')
      ? flags
          .replace(/<.*/, '')
          .split(',')
          .map((flag) => flag.trim())
      : [],
  ),
)
