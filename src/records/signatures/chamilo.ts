// Results of an exercise of Chamilo. Headers: the reader of a third party.
import { fr } from '../../kernel/french.js'
import { columnSignature } from './signature.js'

export const CHAMILO_SCORES = columnSignature({
  id: 'chamilo',
  name: 'résultats d’un exercice de Chamilo',
  source: 'activites',
  headersFrom: fr`le lecteur public d’un tiers`,
  notes: [
    fr`chaque ligne est une activité, à la date de l’exercice ; la note n’est pas lue`,
    fr`chacun est rattaché par « official_code » s’il est le numéro de la personne (colonne « personne » des apprenants), puis par son nom`,
  ],
  marks: ['username', 'official_code', 'lastname', 'firstname', 'score', 'date'],
  columns: [],
  fields: { date: 'date', personne: 'official_code', nom: 'lastname', prenom: 'firstname' },
  joinBy: ['personne', 'nom'],
})
