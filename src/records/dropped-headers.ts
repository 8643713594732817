// Columns that nothing needs and that are better not exported: never read, never kept (data minimisation).
import { nameKey } from './name-key.js'

const DROPPED = [
  /^(?:n°?|numero)?(?:nir|securitesociale|secu|insee)/,
  /nir(?:apprenant|beneficiaire)?$/,
  /numerodesecuritesociale/,
  /(?:adresse)?ip(?:address)?$/,
  /^datede?naissance|naissance$|birth/,
  /^lieude?naissance|codepostaldenaissance/,
  /^sexe|^civilite|^genre/,
  /^nationalite/,
  /montant|prix|tarif|facture|facturable|abondement/,
  /^iban|^bic$|^rib$/,
  /^ine(?:apprenant)?$/,
]

export function isDroppedHeader(header: string): boolean {
  const key = nameKey(header).replace(/[^a-z0-9°]/g, '')
  return DROPPED.some((pattern) => pattern.test(key))
}
