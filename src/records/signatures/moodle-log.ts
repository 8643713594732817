// Log of a Moodle course, as the report « Logs » exports it. Headers: a public sample of the file.
import { fr } from '../../kernel/french.js'
import { columnSignature } from './signature.js'

export const MOODLE_LOG = columnSignature({
  id: 'moodle-journal',
  name: 'journal d’un cours Moodle',
  source: 'activites',
  headersFrom: fr`un exemple public, dépôt AD1529/Moodle-Log-Data-Consolidation`,
  notes: [
    fr`chaque ligne est une activité de la personne nommée sous « User full name »`,
    fr`chacun est rattaché par son nom, que le journal donne seul ; « rapprocher » en décide autrement`,
    fr`ce qui a été fait, et l’adresse IP, ne sont pas lus`,
  ],
  marks: ['Time', 'User full name', 'Affected user', 'Event context', 'Event name'],
  columns: ['Component', 'Description', 'Origin', 'IP address'],
  fields: { date: 'Time', nom_complet: 'User full name' },
  joinBy: ['nom'],
})
