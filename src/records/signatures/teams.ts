// Attendance reports of Microsoft Teams. English headers: several public readers of these files (« First Join »,
// « Last Leave », « In-Meeting Duration », « Participant ID (UPN) »); French ones: a report of the French program.
import { fr } from '../../kernel/french.js'
import { durationIn } from './session-duration.js'
import { columnSignature, type Signature } from './signature.js'

const NOTES = [
  fr`qui est dans le rapport était présent, à l’heure de sa première participation ; personne n’est absent pour n’y être pas`,
  fr`chacun est rattaché par son adresse, puis par son nom ; « rapprocher » en décide autrement`,
  fr`le résumé et la liste des connexions du même fichier ne sont pas lus`,
]

function report(
  id: string,
  name: string,
  headersFrom: string,
  [who, first, last, duration, email, upn, role]: readonly string[],
): Signature {
  return columnSignature({
    id,
    name,
    source: 'emargements',
    headersFrom,
    notes: NOTES,
    marks: [who, first, last, duration] as string[],
    columns: [email, upn, role] as string[],
    fields: {
      date: first as string,
      nom_complet: who as string,
      email: [email, upn] as string[],
      heures: durationIn(duration as string),
    },
    constants: { etat: 'present' },
    joinBy: ['email', 'nom'],
  })
}

export const TEAMS_FRENCH = report(
  'teams',
  'rapport de présence de Teams',
  fr`un rapport du programme en français`,
  [
    'Nom',
    'Première participation',
    'Dernier départ',
    'Durée en réunion',
    'E-mail',
    'ID de participant (UPN)',
    'Rôle',
  ],
)

export const TEAMS_ENGLISH = report(
  'teams-anglais',
  'rapport de présence de Teams, en anglais',
  fr`plusieurs lecteurs publics de ces fichiers`,
  ['Name', 'First Join', 'Last Leave', 'In-Meeting Duration', 'Email', 'Participant ID (UPN)', 'Role'],
)

/** Its older list: one row each time somebody comes or goes. */
export const TEAMS_LIST = columnSignature({
  id: 'teams-liste',
  name: 'liste de participants de Teams',
  source: 'emargements',
  headersFrom: fr`plusieurs lecteurs publics de ces fichiers`,
  notes: [
    fr`chaque arrivée (Joined) est une présence, un départ (Left) n’ajoute rien`,
    fr`chacun est rattaché par son nom, que le fichier donne seul`,
    fr`les dates suivent la langue du poste : déclarez « format_date » si le mois vient d’abord`,
  ],
  marks: ['Full Name', 'User Action', 'Timestamp'],
  columns: [],
  fields: { nom_complet: 'Full Name', etat: 'User Action', date: 'Timestamp' },
  words: { etat: { Joined: 'present', 'Joined before': 'present', Left: 'dispense' } },
  joinBy: ['nom'],
})

/** The lists of comings and goings under the report: known, and no list of attendance of their own. */
export const TEAMS_BLOCKS = [
  ['Nom', 'Heure de connexion', 'Heure de départ', 'Durée'],
  ['Name', 'Join Time', 'Leave Time', 'Duration', 'Email', 'Role'],
]
