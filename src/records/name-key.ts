// The form under which headers and values typed by people meet.
import { textKey } from '../kernel/text-key.js'

/** Case, accents, dashes, underscores, apostrophes and spaces apart: « Date d’entrée * » and `date_entree`… differ only by the apostrophe. */
export function nameKey(text: string): string {
  return textKey(text).replaceAll(' ', '')
}
