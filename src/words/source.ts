// The exports in French words.
import type { SourceName } from '../records/export-file.js'

export const SOURCE_WORDS: Readonly<Record<SourceName, string>> = {
  apprenants: 'Apprenants',
  formations: 'Formations',
  absences: 'Absences',
  presences: 'Présences',
  emargements: 'Émargements',
  relances: 'Relances',
  abandons: 'Abandons',
  certifications: 'Certifications',
  activites: 'Activités',
  signalements: 'Signalements',
  explications: 'Explications',
  enquetes: 'Enquêtes',
  ameliorations: 'Améliorations',
}
