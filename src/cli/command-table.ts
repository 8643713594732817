// Every command, explicitly: name, French alias, French summary and the file that is loaded when it is called.
import type { Command } from './command.js'

export interface CommandEntry {
  readonly name: string
  readonly alias: string | null
  readonly summary: string
  load(): Promise<Command>
}

export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'init',
    alias: 'initialiser',
    summary: 'préparer un dossier de travail',
    load: async () => (await import('./commands/init.js')).init,
  },
  {
    name: 'demo',
    alias: null,
    summary: 'copier l’exemple et écrire son rapport, pour voir',
    load: async () => (await import('./commands/demo.js')).demo,
  },
  {
    name: 'import',
    alias: 'importer',
    summary: 'reconnaître un export et proposer la correspondance de ses colonnes',
    load: async () => (await import('./commands/import.js')).importCommand,
  },
  {
    name: 'check',
    alias: 'controler',
    summary: 'tout lire, confronter les faits à la procédure et dire les écarts',
    load: async () => (await import('./commands/check.js')).check,
  },
  {
    name: 'report',
    alias: 'rapport',
    summary: 'écrire le rapport de preuves, prêt pour l’audit',
    load: async () => (await import('./commands/report.js')).report,
  },
  {
    name: 'stats',
    alias: 'statistiques',
    summary: 'calculer les statistiques annuelles d’abandon, à défendre ou à publier',
    load: async () => (await import('./commands/stats.js')).stats,
  },
  {
    name: 'todo',
    alias: 'echeances',
    summary: 'dire ce qui est à faire, échéances passées d’abord',
    load: async () => (await import('./commands/todo.js')).todo,
  },
  {
    name: 'log',
    alias: 'noter',
    summary: 'noter une relance ou un autre acte dans le journal tenu par i12',
    load: async () => (await import('./commands/log.js')).log,
  },
  {
    name: 'sample',
    alias: 'echantillon',
    summary: 'tirer un échantillon de dossiers que chacun peut tirer de nouveau',
    load: async () => (await import('./commands/sample.js')).sample,
  },
  {
    name: 'plan',
    alias: null,
    summary: 'écrire le plan d’actions : écarts, données à corriger, registre des améliorations',
    load: async () => (await import('./commands/plan.js')).plan,
  },
  {
    name: 'brief',
    alias: 'fiche',
    summary: 'écrire deux pages pour l’équipe, avant les entretiens d’audit',
    load: async () => (await import('./commands/brief.js')).brief,
  },
  {
    name: 'letters',
    alias: 'courriers',
    summary: 'préparer les courriers et courriels que la procédure rend dus',
    load: async () => (await import('./commands/letters.js')).letters,
  },
  {
    name: 'attest',
    alias: 'attester',
    summary: 'établir déclarations et attestations, les sceller, relire celles qui reviennent',
    load: async () => (await import('./commands/attest.js')).attest,
  },
  {
    name: 'pack',
    alias: 'preuves',
    summary: 'réunir rapport, dossiers et preuves en un seul fichier à remettre',
    load: async () => (await import('./commands/pack.js')).pack,
  },
  {
    name: 'verify',
    alias: 'verifier',
    summary: 'dire si un document signé ou un dossier de preuves est intact, qui l’a signé et quand',
    load: async () => (await import('./commands/verify.js')).default,
  },
  {
    name: 'diff',
    alias: 'comparer',
    summary: 'dire ce qui est nouveau, résolu ou changé d’un contrôle à l’autre',
    load: async () => (await import('./commands/diff.js')).diff,
  },
  {
    name: 'consolidate',
    alias: 'consolider',
    summary: 'réunir les comptes de plusieurs sites, sans en classer aucun',
    load: async () => (await import('./commands/consolidate.js')).consolidate,
  },
  {
    name: 'explain',
    alias: 'expliquer',
    summary: 'expliquer un code, un contrôle, une procédure livrée ou une obligation',
    load: async () => (await import('./commands/explain.js')).explain,
  },
  {
    name: 'completion',
    alias: null,
    summary: 'compléter les mots d’i12 dans bash, zsh, fish ou PowerShell',
    load: async () => (await import('./commands/completion.js')).completion,
  },
  {
    name: 'schema',
    alias: null,
    summary: 'donner le schéma JSON d’un fichier, pour votre éditeur',
    load: async () => (await import('./commands/schema.js')).schema,
  },
  {
    name: 'doctor',
    alias: 'diagnostiquer',
    summary: 'examiner cette machine : navigateur, polices, dossier, certificat',
    load: async () => (await import('./commands/doctor.js')).doctor,
  },
  {
    name: 'preview',
    alias: 'apercu',
    summary: 'montrer le rapport comme une page, pendant l’écriture des modèles',
    load: async () => (await import('./commands/preview.js')).preview,
  },
]
