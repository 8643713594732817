// Writes a large workspace, the same bytes for the same sizes. Rows look like those of real journals: about
// 110 bytes, accents, a comment in quotes here and there, times, proofs that show one act each.
import { closeSync, existsSync, mkdirSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { seeded } from '../tools/example/random.mjs'

/** To be raised when the form of the files changes, so that those kept in .cache/ are made again. */
const FORM = 4
/** Files of proof, each cited by one act: one that proved several would be a finding of its own. */
const PROOFS = 500

const TRAININGS = [
  ['BUR', 'Bureautique', 'courte', 5],
  ['DEV', 'Développement web', 'longue', 60],
  ['PAIE', 'Gestionnaire de paie', 'certifiante', 60],
  ['BILAN', 'Bilan de compétences', 'bilan', 8],
  ['VAE', 'Accompagnement à la VAE', 'vae', 10],
  ['APP', 'CAP Cuisine', 'apprentissage', 75],
]
const SITES = ['nice', 'lille', 'strasbourg']
const CHANNELS = ['telephone', 'email', 'sms', 'courrier', 'visio', 'presentiel']
const RESULTS = ['joint', 'joint', 'message', 'sans_reponse', 'injoignable', '']
const COMMENTS = [
  'Message laissé sur le répondeur',
  'Rappel prévu la semaine prochaine, à la même heure',
  '"Reprend lundi ; prévient le formateur"',
  'Échange cordial, difficultés d’organisation évoquées',
  '',
]
const CAUSES = ['Manque de temps', 'Retour à l’emploi', 'Réorientation', 'Raisons personnelles', 'Autre']

const START = Date.UTC(2025, 0, 6) / 86_400_000
const iso = (day) => new Date(day * 86_400_000).toISOString().slice(0, 10)
const DAYS = Array.from({ length: 1200 }, (_, index) => iso(START + index))

const WORKSPACE = `organisme:
  nom: Réseau Grand Large
  siret: "12345678200010"
  nda: "93060000006"
  sites:
    - { id: nice, nom: Nice, zone: metropole }
    - { id: lille, nom: Lille, zone: metropole }
    - { id: strasbourg, nom: Strasbourg, zone: alsace-moselle }
audit: { date: 2026-12-10, precedent: 2025-06-12, type: surveillance }
procedure: procedure.yaml
sources:
  apprenants: exports/apprenants.csv
  formations: exports/formations.csv
  absences: exports/absences.csv
  relances: exports/relances.csv
  abandons: exports/abandons.csv
`

const PROCEDURE = `reference: PR-12-01
intitule: Prévention et gestion des abandons
obligations:
  - id: contact-absent
    intitule: Contacter la personne absente et son entreprise
    quand: { absence: injustifiee, nombre: 2, fenetre: 30 jours }
    faire: { types: [relance, entretien], destinataires: [beneficiaire, entreprise] }
    delai: 2 jours ouvrés
    preuve: conseillee
  - id: relance-silence
    intitule: Relancer après un silence
    pour: { types: [longue, certifiante] }
    quand: { sans_reponse: 10 jours ouvrés }
    faire: { types: [relance], destinataires: [beneficiaire] }
    delai: 3 jours ouvrés
  - id: accueil
    intitule: Mener l'entretien d'accueil
    quand: { entree: oui }
    faire: { types: [relance, entretien], destinataires: [beneficiaire] }
    delai: 1 mois
    gravite: alerte
  - id: demande-motifs
    intitule: Demander les raisons de l'abandon
    quand: { abandon: declare }
    faire: { types: [demande_motifs], destinataires: [beneficiaire] }
    delai: 5 jours
    preuve: exigee
  - id: decision-abandon
    intitule: Valider ou invalider l'abandon
    quand: { apres: demande-motifs }
    faire: { types: [decision] }
    delai: 1 mois
`

/** A file written in pieces of about a megabyte. */
function writeRows(path, header, count, row) {
  const file = openSync(path, 'w')
  let piece = `${header}\n`
  for (let index = 0; index < count; index++) {
    piece += row(index)
    if (piece.length > 1_000_000) {
      writeSync(file, piece)
      piece = ''
    }
  }
  writeSync(file, piece)
  closeSync(file)
}

/**
 * The folder of a workspace of `enrolments` files and `actions` rows of relances, made if it is not there yet.
 * @param {{ enrolments: number, actions: number, site?: string }} sizes `site`: all of it is of this one
 * @returns {string}
 */
export function makeWorkspace(parent, { enrolments, actions, site }) {
  const folder = join(parent, `i12-${FORM}-${enrolments}-${actions}${site === undefined ? '' : `-${site}`}`)
  const sites = site === undefined ? SITES : [site]
  const done = join(folder, '.complet')
  if (existsSync(done)) return folder
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(join(folder, 'exports'), { recursive: true })
  mkdirSync(join(folder, 'preuves'), { recursive: true })
  const random = seeded(enrolments + actions)
  const upTo = (n) => Math.floor(random() * n)
  const any = (list) => list[upTo(list.length)]
  const id = (index) => `D-${String(index).padStart(6, '0')}`

  writeFileSync(
    join(folder, 'i12.yaml'),
    site === undefined
      ? WORKSPACE
      : WORKSPACE.replace(/( {2}sites:\n)(?: {4}- .*\n)+/, `$1    - { id: ${site}, nom: ${site} }\n`),
  )
  writeFileSync(join(folder, 'procedure.yaml'), PROCEDURE)
  for (let index = 0; index < PROOFS; index++) {
    writeFileSync(join(folder, 'preuves', `piece-${index}.eml`), `Subject: piece ${index}\r\n\r\nBonjour\r\n`)
  }
  writeFileSync(
    join(folder, 'exports/formations.csv'),
    `code;intitule;type;jours\n${TRAININGS.map((training) => training.join(';')).join('\n')}\n`,
  )
  const entries = new Uint16Array(enrolments)
  const dropouts = []
  writeRows(
    join(folder, 'exports/apprenants.csv'),
    'dossier;nom;prenom;email;telephone;formation;session;site;date_entree_prevue;date_entree;date_fin_prevue;date_sortie;statut;financeur;entreprise;prescripteur;psh',
    enrolments,
    (index) => {
      const entry = upTo(600)
      const end = entry + 30 + upTo(180)
      entries[index] = entry
      const isDropout = random() < 0.043
      const exit = entry + 10 + upTo(end - entry - 10)
      if (isDropout && exit < 690) dropouts.push([index, exit])
      const isOver = end < 690
      const left = isDropout && exit < 690 ? DAYS[exit] : isOver ? DAYS[end] : ''
      const status = isDropout && exit < 690 ? 'abandon' : isOver ? 'termine' : 'en_cours'
      const company = random() < 0.4 ? `Entreprise ${upTo(300)}` : ''
      return `${id(index)};Pierre-${index % 977};Fleur-${index % 613};p${index}@example.org;06 39 98 ${10 + (index % 90)} ${10 + (index % 83)};${any(TRAININGS)[0]};S${index % 400};${any(sites)};${DAYS[entry]};${DAYS[entry]};${DAYS[end]};${left};${status};CPF;${company};;non\n`
    },
  )
  writeRows(
    join(folder, 'exports/absences.csv'),
    'dossier;date;periode;justifiee;motif',
    enrolments * 2,
    () => {
      const learner = upTo(enrolments)
      const day = DAYS[entries[learner] + upTo(40)]
      return `${id(learner)};${day};${any(['matin', 'apres-midi', 'journee'])};${random() < 0.7 ? 'non' : 'oui'};\n`
    },
  )
  const every = Math.max(1, Math.floor(actions / PROOFS))
  writeRows(
    join(folder, 'exports/relances.csv'),
    'dossier;date;type;canal;destinataire;auteur;resultat;commentaire;preuve;ticket',
    actions,
    (index) => {
      const learner = upTo(enrolments)
      const day = DAYS[entries[learner] + upTo(60)]
      const time = `${String(8 + upTo(11)).padStart(2, '0')}:${String(upTo(60)).padStart(2, '0')}`
      const proof = index % every === 0 && index / every < PROOFS ? `preuves/piece-${index / every}.eml` : ''
      return `${id(learner)};${day} ${time};${random() < 0.8 ? 'relance' : any(['entretien', 'information', 'demande_motifs'])};${any(CHANNELS)};${random() < 0.8 ? 'beneficiaire' : 'entreprise'};Agent ${upTo(40)};${any(RESULTS)};${any(COMMENTS)};${proof};\n`
    },
  )
  writeRows(
    join(folder, 'exports/abandons.csv'),
    'dossier;date;cause;origine;alternative;reponse;decision;date_decision',
    dropouts.length,
    (index) => {
      const [learner, exit] = dropouts[index]
      return `${id(learner)};${DAYS[exit]};${any(CAUSES)};beneficiaire;report;refusée;valide;${DAYS[exit + 20]}\n`
    },
  )
  writeFileSync(done, '')
  return folder
}
