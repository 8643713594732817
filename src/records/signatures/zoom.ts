// Participants of Zoom meetings and webinars. Headers: several public readers of these files, which agree on
// « Name (Original Name) », « Join Time », « Leave Time », « Attended », « Time in Session (minutes) ».
import { fr } from '../../kernel/french.js'
import { durationIn } from './session-duration.js'
import { columnSignature } from './signature.js'

const JOINED = fr`chacun est rattaché par son adresse, puis par son nom ; « rapprocher » en décide autrement`
const MONTH_FIRST = fr`les dates suivent le compte : déclarez « format_date: MM/JJ/AAAA » si le mois vient d’abord`

/** Where the headers were read. */
const HEADERS_FROM = fr`plusieurs lecteurs publics de ces fichiers, qui s’accordent`

export const ZOOM_MEETING = columnSignature({
  id: 'zoom',
  name: 'participants d’une réunion Zoom',
  source: 'emargements',
  headersFrom: HEADERS_FROM,
  notes: [
    fr`qui est dans le rapport était présent ; chaque connexion est une présence, et personne n’est absent pour n’y être pas`,
    JOINED,
    MONTH_FIRST,
  ],
  marks: ['Name (Original Name)', 'Join Time', 'Leave Time'],
  columns: [
    'User Name',
    'User Email',
    'Email',
    'Duration (Minutes)',
    'Total Duration (Minutes)',
    'Guest',
    'Recording Consent',
    'Recording disclaimer response',
    'In Waiting Room',
  ],
  fields: {
    date: 'Join Time',
    nom_complet: 'Name (Original Name)',
    email: ['User Email', 'Email'],
    heures: durationIn('Duration (Minutes)'),
  },
  constants: { etat: 'present' },
  joinBy: ['email', 'nom'],
})

export const ZOOM_WEBINAR = columnSignature({
  id: 'zoom-webinaire',
  name: 'participants d’un webinaire Zoom',
  source: 'emargements',
  headersFrom: HEADERS_FROM,
  notes: [
    fr`« Yes » sous « Attended » est une présence ; un inscrit qui n’est pas venu (« No ») ne compte pas comme absent`,
    JOINED,
    MONTH_FIRST,
    fr`les animateurs et le résumé du même fichier ne sont pas lus`,
  ],
  marks: ['Attended', 'User Name (Original Name)', 'Join Time'],
  columns: [
    'First Name',
    'Last Name',
    'Email',
    'Phone',
    'Registration Time',
    'Approval Status',
    'Leave Time',
    'Time in Session (minutes)',
    'Is Guest',
    'Country/Region Name',
  ],
  fields: {
    // Who did not come has no time of arrival.
    date: ['Join Time', 'Registration Time'],
    etat: 'Attended',
    nom_complet: 'User Name (Original Name)',
    email: 'Email',
    heures: durationIn('Time in Session (minutes)'),
  },
  words: { etat: { Yes: 'present', No: 'dispense' } },
  joinBy: ['email', 'nom'],
})

/** The blocks above the attendees of a webinar. */
export const ZOOM_BLOCKS = [
  ['Attended', 'User Name (Original Name)', 'Join Time', 'Leave Time'],
  ['Topic', 'Webinar ID', 'Actual Start Time'],
  ['Topic', 'Meeting ID', 'Start Time', 'End Time'],
]
