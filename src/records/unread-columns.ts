// Columns that nothing reads: those that nothing needs, those that change what a row means, the others.
import type { Diagnostics } from '../kernel/diagnostic.js'
import { fr, listed, quoted } from '../kernel/french.js'
import { textKey } from '../kernel/text-key.js'
import { seenValue } from '../source/printable.js'
import type { UnreadTable } from '../source/table.js'
import { isDroppedHeader } from './dropped-headers.js'
import type { SourceName } from './export-file.js'
import { fieldOf } from './fields.js'
import { RECORD_PROBLEMS } from './problems.js'
import type { Signature } from './signatures/signature.js'

interface Column {
  readonly header: string
  readonly column: number
}

/**
 * Says which columns of a table are not used: once a table, and once each for those that change what a row means.
 * @param columns canonical header → column that is read
 */
export function reportUnread(
  source: SourceName,
  table: UnreadTable,
  columns: ReadonlyMap<string, number | null>,
  used: ReadonlySet<number | null>,
  signature: Signature | null,
  diagnostics: Diagnostics,
): void {
  const dropped: Column[] = []
  const unknown: Column[] = []
  for (const [column, header] of table.header.entries()) {
    if (header === '' || used.has(column)) continue
    const isDropped = isDroppedHeader(header) || signature?.knows(header) === true
    const meaning = isDropped ? undefined : MEANINGS.find(({ says }) => says.test(textKey(header)))
    if (meaning === undefined) {
      ;(isDropped ? dropped : unknown).push({ header, column })
      continue
    }
    const date = columns.get('date')
    const mend = meaning.mend(source, seenValue(header), date == null ? null : (table.header[date] ?? null))
    diagnostics.report({
      kind: RECORD_PROBLEMS['COLONNE-QUI-CHANGE-LE-SENS'],
      place: table.place(-1, column),
      field: null,
      message: fr`Rien ne lit la colonne ${quoted(seenValue(header))}, dont le nom dit ${meaning.what}.`,
      seen: seenValue(header),
      expected: fr`une clé de i12.yaml qui dise comment la lire`,
      mend: fr`${mend} ; rien, si elle ne change pas le sens des lignes`,
    })
  }
  const say = (code: 'COLONNES-ECARTEES' | 'COLONNES-INCONNUES', list: readonly Column[], mend: string) => {
    const [first] = list
    if (first === undefined) return
    diagnostics.report({
      kind: RECORD_PROBLEMS[code],
      place: table.place(-1, first.column),
      field: null,
      seen: listed(list.map(({ header }) => quoted(seenValue(header)))),
      expected: null,
      mend,
    })
  }
  say('COLONNES-ECARTEES', dropped, 'retirez ces colonnes de l’export si votre logiciel le permet')
  say(
    'COLONNES-INCONNUES',
    unknown,
    fr`rien, si ces colonnes ne servent pas ; sinon déclarez-les sous « correspondance » dans i12.yaml`,
  )
}

interface Meaning {
  /** Held against the header in small letters, without accents, words apart. */
  readonly says: RegExp
  /** What it says, in French. */
  readonly what: string
  /** How to have it read; `date` is the header of the column of dates. */
  mend(source: SourceName, header: string, date: string | null): string
}

/** In the order in which they are tried: « Heure de fin » is a time. */
const MEANINGS: readonly Meaning[] = [
  {
    says: /\b(?:durees?|nb d?'?heures|nombre d'heures|nb h|volume horaire|duration|minutes)\b/,
    what: 'une durée',
    mend: (source, header) =>
      fieldOf(source, 'heures') === undefined
        ? keep(header)
        : fr`déclarez ${quoted(`correspondance: { heures: "${header}" }`)}`,
  },
  {
    says: /\b(?:heures?|horaires?|time)\b/,
    what: 'une heure',
    mend: (source, header, date) =>
      fieldOf(source, 'date_fin') !== undefined && /\bfin\b/.test(textKey(header))
        ? fr`déclarez ${quoted(`correspondance: { date_fin: ["…", "${header}"] }`)}`
        : fieldOf(source, 'date')?.kind === 'moment'
          ? fr`déclarez ${quoted(`correspondance: { date: ["${date === null ? '…' : seenValue(date)}", "${header}"] }`)}`
          : keep(header),
  },
  {
    says: /\b(?:au|fin|jusqu'au|jusqu'a|jusque|dernier jour|retour|end)\b/,
    what: 'un dernier jour',
    mend: (source, header) => {
      const field = ['date_fin', 'date_fin_prevue'].find((name) => fieldOf(source, name) !== undefined)
      return field === undefined
        ? keep(header)
        : fr`déclarez ${quoted(`correspondance: { ${field}: "${header}" }`)}`
    },
  },
  {
    says: /\b(?:types?|natures?|genres?|categories?|statuts?|status|etats?|situations?)\b/,
    what: 'de quelle sorte est chaque ligne',
    mend: (_source, header) => keep(header),
  },
]

function keep(header: string): string {
  return fr`dites quelles lignes lire avec ${quoted(`garder: { "${header}": […] }`)}`
}
