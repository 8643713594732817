// Name and first name of a learner: two columns, or one that holds both.
import { fr } from '../../kernel/french.js'
import { type SplitName, splitName } from '../full-name.js'
import type { ReadCell, RowReader } from '../row-reader.js'

/** Reads both; a name that cannot be cut is kept whole as the family name, and reported. */
export function namesReader(reader: RowReader): ReadCell<SplitName> {
  // Where the name is cut from one column, `nom` asks for none of its own.
  if (!reader.has('nom_complet') || reader.file.columns.get('nom') !== null) {
    const lastName = reader.requiredText('nom')
    const firstName = reader.requiredText('prenom')
    return (cells, row) => ({ lastName: lastName(cells, row), firstName: firstName(cells, row) })
  }
  const fullName = reader.requiredText('nom_complet')
  const { nameOrder } = reader.settings
  return (cells, row) => {
    const text = fullName(cells, row)
    if (text === '') return NOBODY
    const split = splitName(text, nameOrder)
    if (split !== null) return split
    reader.report('NOM-INDECIS', 'nom_complet', cells, row, {
      seen: text,
      expected: 'un nom de famille en capitales, ou l’ordre des deux noms',
      mend: fr`écrivez « ordre_nom: nom_prenom » ou « ordre_nom: prenom_nom » à côté de « fichier » dans i12.yaml`,
    })
    return { lastName: text, firstName: '' }
  }
}

const NOBODY: SplitName = { lastName: '', firstName: '' }
