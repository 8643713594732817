// The options every command accepts, before or after its name.
import type { Command, OptionDeclaration } from './command.js'
import { longFlagsOf } from './flags.js'

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

/** Whether an option of every command changes anything in this one: help and shells show those only, all are accepted. */
export function counts({ flags }: OptionDeclaration, { formats, omits = [], writes }: Command): boolean {
  if (flags.startsWith('--format')) return formats.length > 0
  if (flags.includes('--output') && writes === 'nothing') return false
  return !longFlagsOf(flags).some((flag) => omits.includes(flag))
}

/** What the environment may say, for help and documentation. */
export const ENVIRONMENT: readonly (readonly [name: string, description: string])[] = [
  ['I12_SHARED', 'dossier partagé d’un réseau, comme --shared'],
  ['I12_BROWSER', 'navigateur à employer pour le PDF, comme --browser'],
  ['I12_P12_PASSPHRASE', 'phrase secrète du certificat, quand elle n’est ni demandée ni dans un fichier'],
  ['I12_ACCESSIBLE', '1 : rien n’est redessiné, l’avancement est écrit ligne par ligne'],
  ['NO_COLOR', 'sans couleurs, comme --no-color'],
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
