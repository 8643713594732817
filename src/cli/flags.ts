// Flags as options declare them: « -o, --output <chemin> ».

/** The long flags of a declaration, without their value. */
export function longFlagsOf(flags: string): readonly string[] {
  return flags.match(/--[\p{L}\d-]+/gu) ?? []
}

/** Whether a value follows the flag. */
export function takesValue({ flags }: { readonly flags: string }): boolean {
  return flags.includes('<')
}

/** French spellings of long flags, the same for every command; those that are not here are one word in both. */
export const FRENCH_FLAGS: Readonly<Record<string, string>> = {
  '--workspace': '--espace',
  '--shared': '--partage',
  '--output': '--sortie',
  '--force': '--forcer',
  '--browser': '--navigateur',
  '--quiet': '--silencieux',
  '--no-input': '--sans-question',
  '--no-color': '--sans-couleur',
  '--debug': '--detail',
  '--help': '--aide',
  '--again': '--de-nouveau',
  '--answers': '--reponses',
  '--author': '--auteur',
  '--baseline': '--reference',
  '--by': '--par',
  '--by-exit': '--par-sortie',
  '--case': '--dossier',
  '--cases': '--dossiers',
  '--certificate': '--certificat',
  '--channel': '--canal',
  '--collect': '--recueillir',
  '--comment': '--commentaire',
  '--complete': '--complet',
  '--days': '--jours',
  '--delimiter': '--separateur',
  '--encoding': '--encodage',
  '--example': '--exemple',
  '--fail-on': '--echouer-sur',
  '--install-browser': '--installer-navigateur',
  '--measure': '--mesure',
  '--network': '--reseau',
  '--on': '--le',
  '--passphrase-file': '--fichier-phrase',
  '--prepare-log': '--preparer-journal',
  '--proof': '--preuve',
  '--prune': '--alleger',
  '--propose-mapping': '--proposer-correspondance',
  '--recipient': '--destinataire',
  '--record': '--consigner',
  '--result': '--resultat',
  '--sample': '--echantillon',
  '--seed': '--graine',
  '--sent': '--envoyes',
  '--sheet': '--feuille',
  '--show-identities': '--montrer-identites',
  '--sign': '--sceller',
  '--size': '--taille',
  '--watch': '--suivre',
  '--with-exports': '--avec-exports',
  '--write': '--ecrire',
  '--year': '--annee',
  '--yes': '--oui',
}

const ENGLISH_FLAGS: ReadonlyMap<string, string> = new Map(
  Object.entries(FRENCH_FLAGS).map(([english, french]) => [french, english]),
)

/** A command line with its long flags as the commands declare them; what stands after `--` is left alone. */
export function withKnownFlags(argv: readonly string[]): readonly string[] {
  const end = argv.indexOf('--')
  return argv.map((word, index) => {
    if (end >= 0 && index > end) return word
    const [, flag = '', value = ''] = /^(--[^=]+)(=[\s\S]*)?$/.exec(word) ?? []
    const english = ENGLISH_FLAGS.get(flag)
    return english === undefined ? word : `${english}${value}`
  })
}

/** Every long flag of a declaration, French spellings included. */
export function spellingsOf(flags: string): readonly string[] {
  return longFlagsOf(flags).flatMap((flag) => [flag, FRENCH_FLAGS[flag] ?? []].flat())
}
