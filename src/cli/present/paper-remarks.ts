// What is said of papers besides their names: those that could not be made, and what templates break of the standards.
import type { PaperRemarks } from '../../app/print-papers.js'
import { counted, fr } from '../../kernel/french.js'
import type { StandardFault } from '../../render/check-standards.js'
import type { ExitCode, Io } from '../io.js'

/** What a template breaks, and so what to look at in it. */
const FAULT_WORDS: Readonly<Record<StandardFault, string>> = {
  fontNotEmbedded: fr`une police du système n’est pas dans le fichier`,
  missingGlyph: fr`un caractère n’existe dans aucune police de cette machine`,
  figureWithoutWords: fr`une image ou un dessin n’a pas de texte de remplacement (attribut « alt »)`,
  headingSkipped: fr`un titre saute un niveau (h3 après h1)`,
  raggedTable: fr`des lignes d’un même tableau n’ont pas le même nombre de cellules`,
  tableWithoutHead: fr`un tableau n’a pas d’en-tête (« th »)`,
  colourSpace: fr`une image est en quadrichromie`,
  unknownTag: fr`un élément n’a pas de rôle connu des lecteurs d’écran`,
  foreignAnnotation: fr`la page contient une annotation qui n’est ni un lien ni un champ`,
}

/** Says, and gives the exit code: 3 where a paper is missing. */
export function sayRemarks({ failed, faults }: PaperRemarks, io: Io): ExitCode {
  sayFaults([...faults.keys()], io)
  if (failed.length === 0) return 0
  io.err(
    fr`${counted(failed.length, 'document n’a pas pu être établi', 'documents n’ont pas pu être établis')} ; les autres le sont :\n`,
  )
  for (const { title, problem } of failed) io.err(fr`  ${title} : ${problem}\n`)
  return 3
}

/** Says why documents do not name the standards for files to keep; nothing where they do. */
export function sayFaults(faults: readonly StandardFault[], io: Io): void {
  if (faults.length === 0) return
  io.err(fr`Ne se déclare pas PDF/A-3a et PDF/UA-1 :\n`)
  for (const fault of faults) io.err(`  ${FAULT_WORDS[fault]}\n`)
}
