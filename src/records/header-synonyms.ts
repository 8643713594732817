// Names that other tools give to our columns. Only to suggest: a guess is never applied by itself.
import { nearestWord } from '../kernel/nearest-word.js'
import type { SourceName } from './export-file.js'
import { nameKey } from './name-key.js'

/** Canonical header → names met for it, in any source that has the field. */
export const HEADER_SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  dossier: [
    'n° dossier',
    'numéro de dossier',
    'numero dossier',
    'id dossier',
    'référence dossier',
    'réf dossier',
    'n° inscription',
    'id inscription',
    'matricule',
    'code apprenant',
    'id apprenant',
    'n° stagiaire',
    'identifiant',
    'student id',
    'id_lap',
  ],
}

/** The header of an export that may hold a field, or null. */
export function likelyHeader(_source: SourceName, field: string, headers: readonly string[]): string | null {
  const names = new Set([field, ...(HEADER_SYNONYMS[field] ?? [])].map(nameKey))
  const same = headers.find((header) => names.has(nameKey(header)))
  if (same !== undefined) return same
  return nearestWord(field, headers)
}
