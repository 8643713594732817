// A file number for formats that have none.
import { createHash } from 'node:crypto'
import { nameKey } from '../name-key.js'
import type { CellOf, Derivation } from './signature.js'

/**
 * `PREFIXE-1A2B3C4D`: the same person in the same training keeps the same number from one export to the next.
 * No national number and no date of birth enters it.
 */
export function computedNumber(prefix: string, headers: readonly string[]): Derivation {
  return {
    reads: headers,
    text: (cell: CellOf) => {
      const parts = headers.map((header) => nameKey(cell(header)))
      if (parts.every((part) => part === '')) return ''
      const hash = createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 8)
      return `${prefix}-${hash.toUpperCase()}`
    },
    from: () => headers[0] ?? '',
  }
}
