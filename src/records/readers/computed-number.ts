// A file number for learners whose export has none (`dossier: calcule`).
import { createHash } from 'node:crypto'
import { formatIsoDate, type LocalDate } from '../../kernel/local-date.js'
import { textKey } from '../../kernel/text-key.js'
import type { SplitName } from '../full-name.js'

/** Fifty bits: two different learners of a million share one in fewer than one organisation of a thousand. */
const LENGTH = 10
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * `C-7K2M9QX4TB`: the same person in the same training from the same day keeps her number from one export to the
 * next, whatever the case and the accents. '' where there is neither name nor first name.
 */
export function computedNumber(
  { lastName, firstName }: SplitName,
  training: string,
  enteredOn: LocalDate | null,
): string {
  if (lastName === '' && firstName === '') return ''
  const day = enteredOn === null ? '' : formatIsoDate(enteredOn)
  const key = [lastName, firstName, training].map(textKey).join('\0')
  const digest = createHash('sha256').update(`${key}\0${day}`).digest()
  return `C-${Array.from(digest.subarray(0, LENGTH), (byte) => LETTERS[byte % 32]).join('')}`
}
