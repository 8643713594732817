// Attendance report of Google Meet. Headers: public readers of these files. It holds times, and no day.
import { fr } from '../../kernel/french.js'
import { durationIn } from './session-duration.js'
import { columnSignature } from './signature.js'

export const GOOGLE_MEET = columnSignature({
  id: 'google-meet',
  name: 'rapport de présence de Google Meet',
  source: 'emargements',
  headersFrom: fr`les lecteurs publics de ces fichiers`,
  notes: [
    fr`qui est dans le rapport était présent ; personne n’est absent pour n’y être pas`,
    fr`le rapport ne dit pas le jour : déclarez-le, « constantes: { date: 05/10/2026 } », ou dans le nom du fichier`,
    fr`chacun est rattaché par son adresse, puis par son nom ; « rapprocher » en décide autrement`,
  ],
  marks: ['First name', 'Last name', 'Email', 'Time joined', 'Time exited'],
  columns: ['Duration'],
  fields: {
    prenom: 'First name',
    nom: 'Last name',
    email: 'Email',
    heures: durationIn('Duration'),
  },
  constants: { etat: 'present' },
  joinBy: ['email', 'nom'],
})
