// Writes examples/horizon-formation/exports and preuves, the same bytes each time. Development only.
// The files written by hand (i12.yaml, procedure.yaml, mesures.yaml, README.md) are left alone.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import iconv from 'iconv-lite'
import { addDays, daysBetween, french, isWorked, serial, weekday, workingDay } from './example/days.mjs'
import { mail, page, screenshot, workbook } from './example/files.mjs'
import { COMPANIES, FUNDERS, PRESCRIBERS, person } from './example/people.mjs'
import { pick, seeded } from './example/random.mjs'

const root = fileURLToPath(new URL('../examples/horizon-formation/', import.meta.url))
const AS_OF = '2026-11-30'
const random = seeded(12)

// --- Trainings -------------------------------------------------------------------------------------------------

/** `rhythm`: days of the week (0 Monday) and weeks between two meetings; or 'daily', or 'alternance'. */
const TRAININGS = {
  'BUR-C': {
    title: 'Bureautique : prendre en main un tableur',
    type: 'courte',
    days: 3,
    hours: 21,
    rhythm: 'daily',
  },
  'COM-C': {
    title: 'Communiquer à l’oral avec aisance',
    type: 'courte',
    days: 4,
    hours: 28,
    rhythm: 'daily',
  },
  'SEC-C': { title: 'Gestes qui sauvent au travail', type: 'courte', days: 2, hours: 14, rhythm: 'daily' },
  'HAB-C': {
    title: 'Habilitation électrique (pour Formation du Littoral)',
    type: 'courte',
    days: 3,
    hours: 21,
    rhythm: 'daily',
    subcontracted: true,
  },
  'NUM-C': {
    title: 'Atelier numérique à la carte',
    type: 'courte',
    days: 3,
    hours: '',
    rhythm: 'daily',
    unknown: true,
  },
  'DEV-L': {
    title: 'Développement web à distance',
    type: 'longue',
    days: 60,
    hours: 420,
    rhythm: [[0, 3], 1],
  },
  'ANG-L': {
    title: 'Anglais professionnel, niveau B2',
    type: 'longue',
    days: 20,
    hours: 70,
    rhythm: [[1], 1],
  },
  'PAIE-T': {
    title: 'Gestionnaire de paie',
    type: 'certifiante',
    days: 60,
    hours: 420,
    rhythm: [[2, 3, 4], 1],
    certification: 'Titre professionnel Gestionnaire de paie',
  },
  'AVF-T': {
    title: 'Assistance de vie aux familles',
    type: 'certifiante',
    days: 45,
    hours: 315,
    rhythm: [[1, 3], 1],
    certification: 'Titre professionnel Assistant de vie aux familles',
  },
  BILAN: { title: 'Bilan de compétences', type: 'bilan', days: 8, hours: 24, rhythm: [[1], 1] },
  VAE: { title: 'Accompagnement à la VAE', type: 'vae', days: 10, hours: 24, rhythm: [[4], 2] },
  'CUI-A': {
    title: 'CAP Cuisine',
    type: 'apprentissage',
    days: 75,
    hours: 525,
    rhythm: 'alternance',
    end: '2026-07-03',
  },
  'MCO-A': {
    title: 'BTS Management commercial opérationnel',
    type: 'apprentissage',
    days: 150,
    hours: 1050,
    rhythm: 'alternance',
    end: '2027-06-30',
  },
  'VEN-A': {
    title: 'CAP Équipier polyvalent du commerce',
    type: 'apprentissage',
    days: 70,
    hours: 490,
    rhythm: 'alternance',
    end: '2027-07-02',
  },
}

function sessionDays(training, site, entry) {
  const days = []
  if (training.rhythm === 'daily') {
    for (let day = workingDay(entry, 0, site); days.length < training.days; day = workingDay(day, 1, site))
      days.push(day)
  } else if (training.rhythm === 'alternance') {
    for (let day = entry; day <= training.end; day = addDays(day, 1)) {
      if (Math.floor(daysBetween(entry, day) / 7) % 3 === 0 && isWorked(day, site)) days.push(day)
    }
  } else {
    const [weekdays, step] = training.rhythm
    for (let day = entry; days.length < training.days; day = addDays(day, 1)) {
      const week = Math.floor((daysBetween(entry, day) + weekday(entry)) / 7)
      if (weekdays.includes(weekday(day)) && week % step === 0 && isWorked(day, site)) days.push(day)
    }
  }
  return days
}

// --- What happened ---------------------------------------------------------------------------------------------

const cases = []
const absences = []
const actions = []
const dropouts = []
const certifications = []
const proofs = new Map()
const STAFF = {
  nice: ['Aurore Cristal', 'Iris Ruisseau'],
  lille: ['Jade Clairière', 'Pascal Rivage'],
  strasbourg: ['Ondine Vallon', 'Rémi Sentier'],
}
const perYear = new Map()

/** A group that starts together: `count` files in a row. */
function session(code, site, entry, count) {
  const training = TRAININGS[code]
  const days = sessionDays(training, site, entry)
  const year = entry.slice(2, 4)
  return Array.from({ length: count }, () => {
    const rank = (perYear.get(year) ?? 0) + 1
    perYear.set(year, rank)
    const isApprentice = training.type === 'apprentissage'
    const who = person(cases.length)
    const company = isApprentice || random() < 0.35 ? pick(random, COMPANIES) : null
    const funder = isApprentice ? FUNDERS[1] : pick(random, FUNDERS)
    const made = {
      id: `HF-${year}-${String(rank).padStart(3, '0')}`,
      who,
      code,
      training,
      site,
      session: `${code} ${site.slice(0, 3).toUpperCase()} ${entry.slice(0, 7)}`,
      plannedEntry: days[0],
      entry: days[0] <= AS_OF ? days[0] : '',
      plannedEnd: days.at(-1),
      exit: '',
      termination: '',
      newContract: '',
      status: days[0] > AS_OF ? 'Inscrit' : days.at(-1) > AS_OF ? 'En formation' : 'Soldé',
      company,
      prescriber: !isApprentice && random() < 0.45 ? pick(random, PRESCRIBERS) : null,
      funder,
      tutor: isApprentice ? person(cases.length + 700) : null,
      guardian: isApprentice && code !== 'MCO-A' && rank % 3 === 0 ? person(cases.length + 900) : null,
      referent: STAFF[site][rank % 2],
      disability: '',
      adaptation: '',
      replacedBy: '',
      days,
      missed: new Set(),
      activity: null,
      isScripted: false,
      hasWelcome: true,
      hasMidpoint: true,
      hasVisit: true,
      hasMockJury: true,
    }
    if (made.status === 'Soldé') made.exit = made.plannedEnd
    cases.push(made)
    return made
  })
}

/** A proof file; the way it looks depends on the kind of act. */
const pendingProofs = []
function prove(learner, iso, time, type, kind) {
  const name = `preuves/${iso.slice(0, 4)}/${learner.id}-${type}-${iso}.${kind}`
  pendingProofs.push({ name, learner, iso, time, type, kind })
  return name
}

const HOURS = '09:10 09:45 10:20 11:05 11:40 13:50 14:15 14:55 15:30 16:10 16:45 17:20'.split(' ')
let ticketRank = 40

function act(learner, iso, type, channel, recipient, result, options = {}) {
  const time = options.time ?? pick(random, HOURS)
  const proof =
    typeof options.proof === 'string' && /^(eml|pdf|png)$/.test(options.proof)
      ? prove(
          learner,
          iso,
          time,
          `${type.replace('_', '-')}${recipient === 'financeur' ? '-financeur' : ''}`,
          options.proof,
        )
      : (options.proof ?? '')
  actions.push({
    id: learner.id,
    iso,
    time,
    type,
    channel,
    recipient,
    author: learner.referent,
    result,
    note: options.note ?? '',
    proof,
    ticket: options.ticket === true ? `TQ-${iso.slice(2, 4)}-${String(ticketRank++).padStart(3, '0')}` : '',
  })
}

function absent(learner, iso, { part = 'Journée', justified = 'Non', reason = '', proof = '' } = {}) {
  absences.push({ id: learner.id, iso, part, justified, reason, proof })
  learner.missed.add(iso)
}

/** The relaunch that an absence calls for, in time; a second one where nobody answered and nobody came back. */
function relaunch(learner, iso, { isApprentice = learner.training.type === 'apprentissage' } = {}) {
  const day = workingDay(iso, random() < 0.7 ? 1 : 2, learner.site)
  if (day > AS_OF) return
  const back = learner.days.find((other) => other > day && !learner.missed.has(other))
  const isSoonBack = back !== undefined && back <= AS_OF && back < workingDay(day, 5, learner.site)
  const channel = pick(random, ['telephone', 'telephone', 'telephone', 'email', 'sms'])
  const isJoint = !isSoonBack || random() < 0.55
  act(
    learner,
    day,
    'relance',
    channel,
    'beneficiaire',
    isJoint ? 'joint' : channel === 'telephone' ? 'message' : 'sans_reponse',
    {
      note: isJoint ? 'Revient à la prochaine séance' : 'Message laissé',
      proof: channel === 'email' ? 'eml' : channel === 'sms' ? 'png' : '',
    },
  )
  if (isApprentice) {
    act(learner, day, 'information', 'email', 'entreprise', '', { proof: random() < 0.5 ? 'eml' : '' })
    if (learner.guardian !== null) act(learner, day, 'information', 'telephone', 'responsable_legal', 'joint')
  }
}

function interview(learner, iso, options = {}) {
  act(
    learner,
    iso,
    'entretien',
    pick(random, ['presentiel', 'visio', 'telephone']),
    'beneficiaire',
    'joint',
    {
      note: 'Compte rendu joint au livret de suivi',
      proof: 'pdf',
      ticket: true,
      ...options,
    },
  )
}

/** The eight steps after a declared dropout, all in time unless `options` says otherwise. */
function dropOut(learner, on, options) {
  const { site } = learner
  const isNew = on >= '2026-01-01'
  learner.status = 'Abandon'
  learner.exit = options.exit ?? on
  learner.isScripted = true
  const step = (count) => workingDay(on, count, site)
  const at = {
    information: step(1),
    reasons: step(2),
    analysis: step(4),
    proposal: step(6),
    decision: step(15),
    attestation: step(20),
    ...options.at,
  }
  const exists = (iso) => iso !== null && iso <= AS_OF
  if (isNew && exists(at.information)) {
    if (learner.prescriber !== null) {
      act(learner, at.information, 'information', 'email', 'prescripteur', '', {
        proof: options.informationProof ?? 'eml',
      })
    }
    act(learner, at.information, 'information', 'email', 'financeur', '', { proof: 'eml' })
  }
  if (exists(at.reasons)) {
    act(learner, at.reasons, 'demande_motifs', 'email', 'beneficiaire', 'joint', {
      proof: options.reasonsProof ?? 'eml',
    })
  }
  if (exists(at.analysis))
    act(learner, at.analysis, 'analyse', 'presentiel', 'equipe', '', { note: 'Réunion d’équipe' })
  if (exists(at.proposal)) {
    act(learner, at.proposal, 'proposition', 'email', 'beneficiaire', 'joint', {
      proof: random() < 0.6 ? 'eml' : '',
    })
  }
  const hasDecision = exists(at.decision)
  const hasAttestation = exists(at.attestation)
  dropouts.push({
    dossier: learner.id,
    date: on,
    cause: options.cause,
    origine: options.origin ?? 'beneficiaire',
    force_majeure: 'non',
    alternative: exists(at.proposal) ? (options.alternative ?? 'report') : '',
    reponse: options.answer ?? 'refusée',
    decision: hasDecision ? 'valide' : '',
    date_decision: hasDecision ? at.decision : '',
    attestation: hasAttestation
      ? `ATT-${on.slice(0, 4)}-${String(dropouts.length + 1).padStart(3, '0')}`
      : '',
    date_attestation: hasAttestation ? at.attestation : '',
  })
}

/** A row of the register for an end that is no dropout, or for a dropout told by the state alone. */
function enter(learner, date, cause, origin, more = {}) {
  dropouts.push({
    dossier: learner.id,
    date,
    cause,
    origine: origin,
    force_majeure: 'non',
    alternative: '',
    reponse: '',
    decision: '',
    date_decision: '',
    attestation: '',
    date_attestation: '',
    ...more,
  })
}

/** The training goes on to its end for nobody after this. */
function leave(learner, status, on) {
  learner.status = status
  learner.exit = on
  learner.isScripted = true
}

// --- Sessions --------------------------------------------------------------------------------------------------

session('BUR-C', 'nice', '2025-05-12', 3)
const burNice25 = session('BUR-C', 'nice', '2025-06-23', 5)
const devNice25 = session('DEV-L', 'nice', '2025-09-01', 6)
const cuisine = session('CUI-A', 'nice', '2025-09-08', 7)
const commerce = session('MCO-A', 'lille', '2025-09-15', 6)
const comLille = session('COM-C', 'lille', '2025-09-22', 5)
const bilanNice = session('BILAN', 'nice', '2025-10-07', 4)
const paieLille = session('PAIE-T', 'lille', '2025-10-15', 6)
const paieStrasbourg = session('PAIE-T', 'strasbourg', '2025-10-15', 6)
const vaeLille = session('VAE', 'lille', '2025-11-14', 4)
session('BUR-C', 'strasbourg', '2025-11-18', 5)
const bilanLille = session('BILAN', 'lille', '2026-01-06', 4)
const anglaisStrasbourg = session('ANG-L', 'strasbourg', '2026-01-13', 6)
session('SEC-C', 'nice', '2026-01-20', 4)
const aideLille = session('AVF-T', 'lille', '2026-02-03', 6)
const aideStrasbourg = session('AVF-T', 'strasbourg', '2026-02-03', 5)
const comNice = session('COM-C', 'nice', '2026-02-09', 5)
const devNice26 = session('DEV-L', 'nice', '2026-03-02', 6)
const burLille = session('BUR-C', 'lille', '2026-03-17', 5)
const vaeNice = session('VAE', 'nice', '2026-04-17', 4)
session('HAB-C', 'strasbourg', '2026-04-20', 4)
const anglaisLille = session('ANG-L', 'lille', '2026-05-05', 5)
session('SEC-C', 'lille', '2026-05-19', 4)
const comStrasbourg = session('COM-C', 'strasbourg', '2026-06-08', 5)
const venteStrasbourg = session('VEN-A', 'strasbourg', '2026-09-07', 6)
const devLille = session('DEV-L', 'lille', '2026-09-07', 5)
const aideNice = session('AVF-T', 'nice', '2026-09-08', 5)
session('NUM-C', 'lille', '2026-09-14', 3)
const bilanStrasbourg = session('BILAN', 'strasbourg', '2026-09-15', 4)
const vaeStrasbourg = session('VAE', 'strasbourg', '2026-09-18', 3)
const burNice26 = session('BUR-C', 'nice', '2026-10-13', 5)
const burStrasbourg26 = session('BUR-C', 'strasbourg', '2026-11-24', 5)
session('COM-C', 'nice', '2026-12-07', 4)

for (const learner of [
  paieLille[4],
  aideStrasbourg[1],
  devNice26[0],
  bilanNice[2],
  vaeNice[0],
  venteStrasbourg[3],
]) {
  learner.disability = 'Oui'
  learner.adaptation = pick(random, ['Temps majoré', 'Supports agrandis', 'Poste de travail adapté'])
}

// --- Ends other than the planned one ---------------------------------------------------------------------------

dropOut(vaeLille[1], '2025-12-05', { cause: 'Manque de temps', at: { reasons: '2025-12-22' } }) // late: due 2025-12-15
dropOut(devNice25[4], '2025-11-17', { cause: '', origin: '' }) // no cause
dropOut(paieStrasbourg[5], '2025-12-11', { cause: 'Retour à l’emploi', alternative: 'nouvelle_session' })
anglaisLille[3].prescriber = PRESCRIBERS[0]
dropOut(anglaisLille[3], '2026-06-16', {
  cause: 'Manque de temps',
  informationProof: '',
  answer: 'sans réponse',
})
dropOut(aideLille[1], '2026-04-16', {
  cause: 'Problème de garde d’enfant',
  alternative: 'adaptation',
  reasonsProof: '../partage-qualite/HF-26-demande-motifs.eml',
})
dropOut(aideLille[2], '2026-03-26', { cause: 'Réorientation', alternative: 'changement_thematique' })
dropOut(vaeNice[2], '2026-06-12', {
  cause: 'Manque de motivation',
  alternative: 'changement_referent',
  at: { proposal: '2026-06-30', decision: '2026-06-26', attestation: '2026-07-10' },
})
dropOut(devNice26[4], '2026-05-11', { cause: 'Désengagement', answer: 'sans réponse' })
dropOut(devLille[4], '2026-10-19', { cause: 'Retour à l’emploi' })
dropOut(bilanStrasbourg[1], '2026-11-20', { cause: 'Manque de temps' })
dropOut(comStrasbourg[4], '2026-06-05', { cause: 'Manque de temps', alternative: 'nouvelle_session' })
comStrasbourg[4].entry = ''
// A dropout of which nobody wrote the date.
leave(bilanLille[3], 'Abandon', '')
bilanLille[3].days = bilanLille[3].days.slice(0, 4)

leave(bilanNice[3], 'Force majeure', '2025-11-12')
leave(aideNice[3], 'Force majeure', '2026-10-15')
leave(anglaisStrasbourg[4], 'Arrêt OF', '2026-03-24')
// A proposal comes before the decision here too (precedence holds whatever the state).
act(anglaisStrasbourg[4], '2026-03-31', 'proposition', 'telephone', 'beneficiaire', 'joint', {})
leave(aideStrasbourg[2], 'Exclu', '2026-05-21')
leave(burNice25[4], 'Saisie erronée', '')
leave(aideNice[4], 'Saisie erronée', '')
for (const learner of [burNice25[4], aideNice[4]]) learner.days = []
for (const learner of [comLille[4], burNice26[4]]) {
  leave(learner, 'Non venu', '')
  learner.entry = ''
  learner.days = []
}
for (const learner of [vaeStrasbourg[2], comNice[4]]) {
  leave(learner, 'Annulé', '')
  learner.entry = ''
  learner.days = []
}
leave(devNice25[2], 'Transféré', '2025-12-04')
devNice25[2].replacedBy = devNice26[5].id
devNice26[5].who = devNice25[2].who
leave(anglaisStrasbourg[5], 'Transféré', '2026-02-17')
anglaisStrasbourg[5].replacedBy = 'HF-26-777'

leave(cuisine[2], 'Rupture', '2026-01-23')
cuisine[2].termination = '2026-01-23'
act(cuisine[2], '2026-01-28', 'mediation', 'presentiel', 'beneficiaire', 'joint', { proof: 'pdf' })
leave(cuisine[3], 'Rupture', '2026-03-09')
cuisine[3].termination = '2026-03-09'
act(cuisine[3], '2026-03-25', 'orientation', 'presentiel', 'beneficiaire', 'joint', { proof: 'pdf' })
// Contract ended, another signed three weeks later: still in training.
commerce[4].termination = '2026-05-04'
commerce[4].newContract = '2026-05-26'
commerce[4].isScripted = true
act(commerce[4], '2026-05-07', 'entretien', 'presentiel', 'beneficiaire', 'joint', { proof: 'pdf' })

// --- Gaps planted in the follow-up -----------------------------------------------------------------------------

const scripted = (learner) => {
  learner.isScripted = true
  return learner
}

// Late relaunch: due 2026-02-12.
absent(scripted(comNice[1]), '2026-02-10')
act(comNice[1], '2026-02-16', 'relance', 'telephone', 'beneficiaire', 'joint', {
  note: 'A rattrapé la séance',
})
// Nobody called.
absent(scripted(burLille[2]), '2026-03-18')
// Two absences within 30 days and an interview, whose proof is not there, is empty, or has no ticket.
absent(scripted(devNice26[3]), '2026-04-09')
relaunch(devNice26[3], '2026-04-09')
absent(devNice26[3], '2026-04-20')
relaunch(devNice26[3], '2026-04-20')
interview(devNice26[3], '2026-04-23', { proof: `preuves/2026/${devNice26[3].id}-compte-rendu.pdf` })
absent(scripted(anglaisStrasbourg[2]), '2026-03-10')
relaunch(anglaisStrasbourg[2], '2026-03-10')
absent(anglaisStrasbourg[2], '2026-03-24')
relaunch(anglaisStrasbourg[2], '2026-03-24')
const emptyProof = `preuves/2026/${anglaisStrasbourg[2].id}-entretien-2026-03-27.pdf`
interview(anglaisStrasbourg[2], '2026-03-27', { proof: emptyProof })
proofs.set(emptyProof, Buffer.alloc(0))
absent(scripted(aideStrasbourg[3]), '2026-05-12')
relaunch(aideStrasbourg[3], '2026-05-12')
absent(aideStrasbourg[3], '2026-05-19')
relaunch(aideStrasbourg[3], '2026-05-19')
interview(aideStrasbourg[3], '2026-05-21', { ticket: false })
// The same absence and the same relaunch in Lille and in Strasbourg: 26 December, then Good Friday, are holidays there.
for (const learner of [paieLille[2], paieStrasbourg[2]]) {
  absent(scripted(learner), '2025-12-24')
  act(learner, '2026-01-07', 'relance', 'telephone', 'beneficiaire', 'joint', { time: '09:30' })
}
for (const learner of [aideLille[4], aideStrasbourg[4]]) {
  absent(scripted(learner), '2026-04-02')
  act(learner, '2026-04-08', 'relance', 'telephone', 'beneficiaire', 'joint', { time: '10:05' })
}
// A silence after the relaunch, and a second one in time: the last day of a week at school, then two in the company.
for (const [learner, day] of [
  [commerce[1], '2026-02-13'],
  [cuisine[6], '2026-03-20'],
  [venteStrasbourg[1], '2026-10-02'],
]) {
  absent(scripted(learner), day)
  const next = workingDay(day, 1, learner.site)
  act(learner, next, 'relance', 'telephone', 'beneficiaire', 'message', { note: 'Message laissé' })
  act(learner, next, 'information', 'email', 'entreprise', '', { proof: 'eml' })
  if (learner.guardian !== null) act(learner, next, 'information', 'telephone', 'responsable_legal', 'joint')
  act(learner, workingDay(next, 7, learner.site), 'relance', 'telephone', 'beneficiaire', 'joint', {})
}
// A date that no calendar has, in the absences.
absences.push({
  id: cuisine[4].id,
  iso: '31/06/2026',
  part: 'Journée',
  justified: 'Non',
  reason: '',
  proof: '',
})
scripted(cuisine[4])
// The same absence filled in twice, morning and afternoon: one day.
absent(scripted(cuisine[0]), '2026-02-11', { part: 'Matin' })
absent(cuisine[0], '2026-02-11', { part: 'Après-midi' })
act(cuisine[0], '2026-02-12', 'relance', 'telephone', 'beneficiaire', 'joint', {})
act(cuisine[0], '2026-02-12', 'information', 'email', 'entreprise', '', { proof: 'eml' })
if (cuisine[0].guardian !== null)
  act(cuisine[0], '2026-02-12', 'information', 'telephone', 'responsable_legal', 'joint')
// Pending at the as-of date.
absent(scripted(burStrasbourg26[0]), '2026-11-26')
absent(scripted(devLille[1]), '2026-11-26')
// Absence after the exit.
absences.push({
  id: aideLille[2].id,
  iso: '2026-04-14',
  part: 'Journée',
  justified: 'Non',
  reason: '',
  proof: '',
})
// Learner with a disability and absences, no adaptation written down.
scripted(devLille[2]).disability = 'Oui'
for (const day of ['2026-10-05', '2026-11-12']) {
  absent(devLille[2], day)
  act(devLille[2], workingDay(day, 1, 'lille'), 'relance', 'telephone', 'beneficiaire', 'joint', {})
}
// An apprentice whose company nobody visited or wrote to.
scripted(cuisine[5]).hasVisit = false
// A relaunch without answer, followed by nothing.
absent(scripted(aideNice[1]), '2026-10-08')
act(aideNice[1], '2026-10-09', 'relance', 'sms', 'beneficiaire', 'sans_reponse', { proof: 'png' })
for (const day of ['2026-10-13', '2026-10-15', '2026-10-20']) {
  absent(aideNice[1], day, { justified: 'Oui', reason: 'Rendez-vous administratif\n(convocation remise)' })
}
// The platform stays closed for over three weeks: once nobody notices, once the call is made in time.
scripted(devNice26[1]).activity = (day) => day <= '2026-06-01' || day >= '2026-06-25'
scripted(devNice26[2]).activity = (day) => day <= '2026-07-06' || day >= '2026-07-24'
act(devNice26[2], '2026-07-20', 'relance', 'telephone', 'beneficiaire', 'joint', { note: 'Reprise convenue' })
// No interview at half-way; mock jury after the end.
scripted(anglaisLille[0]).hasMidpoint = false
scripted(vaeNice[3]).hasMockJury = false
// A relaunch dated a year too early.
act(bilanStrasbourg[0], '2025-10-06', 'relance', 'telephone', 'beneficiaire', 'joint', { time: '10:40' })
scripted(bilanStrasbourg[0])
// A learner who finished stands among the dropouts too.
enter(cuisine[1], '2026-05-18', 'Conflit dans l’entreprise', 'entreprise', {
  alternative: 'autre',
  reponse: 'acceptée',
})

// The other ends have a cause too.
enter(anglaisStrasbourg[4], '2026-03-24', 'Formateur indisponible', 'organisme', {
  alternative: 'report',
  reponse: 'acceptée',
  decision: 'valide',
  date_decision: '2026-04-14',
})
for (const [learner, date, alternative] of [
  [bilanNice[3], '2025-11-12', 'aucune'],
  [aideNice[3], '2026-10-15', 'report'],
]) {
  enter(learner, date, 'Raisons de santé', 'externe', { force_majeure: 'oui', alternative })
}
enter(aideStrasbourg[2], '2026-05-21', 'Non-respect du règlement intérieur', 'organisme', {
  alternative: 'aucune',
})
enter(cuisine[2], '2026-01-23', 'Accord des parties', 'entreprise')
enter(cuisine[3], '2026-03-09', 'Réorientation', 'beneficiaire')
enter(comLille[4], '2025-09-22', 'Sans nouvelles', 'beneficiaire')
enter(burNice26[4], '2026-10-13', 'Retour à l’emploi', 'beneficiaire')
enter(vaeStrasbourg[2], '2026-09-11', 'Financement refusé', 'financeur')
enter(comNice[4], '2026-02-04', 'Retour à l’emploi', 'beneficiaire')

// --- Ordinary life ---------------------------------------------------------------------------------------------

for (const learner of cases) {
  const { training, site, days } = learner
  if (learner.entry === '' || days.length === 0) continue
  const last = learner.exit !== '' && learner.exit < AS_OF ? learner.exit : AS_OF
  const lived = days.filter((day) => day <= last)
  const isLong = ['longue', 'certifiante', 'apprentissage'].includes(training.type)
  const span = daysBetween(learner.entry, learner.plannedEnd)
  const at = (share) => workingDay(addDays(learner.entry, Math.floor(span * share)), 0, site)

  if (training.type !== 'courte' && learner.hasWelcome) {
    const day = workingDay(addDays(learner.entry, Math.floor(random() * 9)), 0, site)
    if (day <= last) {
      interview(learner, day, {
        note: 'Entretien d’accueil : projet, contraintes, engagement',
        ticket: false,
        proof: learner.disability === 'Oui' || random() < 0.2 ? 'pdf' : '',
      })
    }
  }
  if (['longue', 'certifiante'].includes(training.type) && learner.hasMidpoint && at(0.42) <= last) {
    act(learner, at(0.42), 'rdv_mentor', pick(random, ['visio', 'presentiel']), 'beneficiaire', 'joint', {
      note: 'Point à mi-parcours',
    })
  }
  if (training.type === 'apprentissage' && learner.hasVisit) {
    for (const share of [0.2, 0.6]) {
      if (at(share) <= last) {
        act(learner, at(share), 'visite_entreprise', 'presentiel', 'entreprise', 'joint', {
          note: 'Rencontre avec le maître d’apprentissage',
          proof: random() < 0.8 ? 'pdf' : '',
        })
      }
    }
  }
  if (training.type === 'vae') {
    const day = learner.hasMockJury ? at(0.88) : addDays(learner.plannedEnd, 6)
    if (day <= AS_OF && (learner.exit === '' || learner.exit === learner.plannedEnd)) {
      act(learner, day, 'entretien', 'visio', 'beneficiaire', 'joint', { note: 'Jury blanc', proof: 'pdf' })
    }
  }
  // The exam is held on the last day.
  if (training.certification !== undefined && learner.status === 'Soldé') {
    const exam = learner.plannedEnd
    const isPassed = random() < 0.8
    certifications.push([
      learner.id,
      french(exam),
      training.certification,
      'oui',
      isPassed ? 'obtenue' : 'non obtenue',
      isPassed
        ? ''
        : pick(random, ['Préparation trop partielle des livrables', 'Épreuve orale sous-estimée']),
      random() < (isPassed ? 0.95 : 0.5) ? 'oui' : 'non',
      random() < (isPassed ? 0.9 : 0.4) ? 'oui' : 'non',
      '4',
      isPassed ? pick(random, ['3', '4']) : pick(random, ['1', '2', '3']),
      french(addDays(exam, isPassed ? -21 : -5)),
    ])
  }
  if (learner.isScripted || training.days <= 2 || training.subcontracted) continue

  const chosen = []
  if (isLong) {
    const wish = random()
    const count = wish < 0.4 ? 0 : wish < 0.75 ? 1 : 2
    const inner = lived.slice(2, -1)
    if (inner.length > 8) {
      for (let n = 0; n < count; n++) chosen.push(inner[Math.floor(random() * inner.length)])
    }
  } else if (lived.length > 2 && random() < 0.2) {
    chosen.push(lived[1 + Math.floor(random() * (lived.length - 2))])
  }
  const unjustified = [...new Set(chosen)].sort()
  for (const day of unjustified) absent(learner, day)
  for (const day of unjustified) relaunch(learner, day)
  const [first, second] = unjustified
  if (
    isLong &&
    second !== undefined &&
    daysBetween(first, second) <= 30 &&
    workingDay(second, 5, site) <= AS_OF
  ) {
    interview(learner, workingDay(second, 2 + Math.floor(random() * 3), site))
  }
  if (random() < 0.25 && lived.length > 3) {
    const day = lived[Math.floor(random() * lived.length)]
    if (!learner.missed.has(day)) {
      absent(learner, day, {
        part: pick(random, ['Matin', 'Après-midi', 'Journée']),
        justified: 'Oui',
        reason: pick(random, [
          'Convocation administrative',
          'Grève des transports\n(attestation remise)',
          'Rendez-vous médical',
          'Événement familial',
        ]),
      })
    }
  }
}

// --- Exports ---------------------------------------------------------------------------------------------------

function write(name, content) {
  const path = join(root, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
}

const cell = (delimiter) => (value) => {
  const text = String(value ?? '')
  return text.includes(delimiter) || /["\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text
}
const csv = (rows, delimiter, end) =>
  rows.map((row) => row.map(cell(delimiter)).join(delimiter) + end).join('')

function presentDays(learner) {
  if (learner.entry === '') return []
  const last = learner.exit !== '' && learner.exit < AS_OF ? learner.exit : AS_OF
  return learner.days.filter((day) => day <= last && !learner.missed.has(day))
}

function hoursDone(learner) {
  const total = Number(learner.training.hours)
  if (learner.entry === '' || learner.days.length === 0 || Number.isNaN(total)) return ''
  const planned = TRAININGS[learner.code].days
  return String(Math.round(((presentDays(learner).length * total) / planned) * 2) / 2).replace('.', ',')
}

rmSync(join(root, 'exports'), { recursive: true, force: true })
rmSync(join(root, 'preuves'), { recursive: true, force: true })

// 1. The management program: its own headers, Windows-1252, `;`, CRLF.
const PLACES = { nice: 'Horizon Nice', lille: 'Horizon Lille', strasbourg: 'Horizon Strasbourg' }
const learnerRow = (learner) => [
  learner.id,
  learner.who.last,
  learner.who.first,
  learner.who.email,
  learner.who.phone,
  learner.who.address,
  learner.code,
  learner.session,
  PLACES[learner.site],
  french(learner.plannedEntry),
  french(learner.entry),
  french(learner.plannedEnd),
  french(learner.exit),
  french(learner.termination),
  learner.status,
  french(learner.newContract),
  learner.training.hours,
  hoursDone(learner),
  learner.funder[0],
  learner.company?.[0] ?? '',
  learner.prescriber?.[0] ?? '',
  learner.tutor === null ? '' : `${learner.tutor.first} ${learner.tutor.last}`,
  learner.guardian === null ? '' : `${learner.guardian.first} ${learner.guardian.last}`,
  learner.referent,
  learner.funder[1],
  learner.company?.[1] ?? '',
  learner.prescriber?.[1] ?? '',
  learner.tutor?.email ?? '',
  learner.guardian?.email ?? '',
  learner.disability === '' ? 'Non' : learner.disability,
  learner.adaptation,
  learner.replacedBy,
  `${learner.training.hours === '' ? 0 : Number(learner.training.hours) * 12},00`,
]
const learnerRows = [
  (
    'N° dossier|Nom|Prénom|Courriel|Portable|Adresse postale|Code action|Groupe|Lieu|' +
    'Début prévu|Début réel|Fin prévue|Fin réelle|Rupture du contrat|État du dossier|' +
    'Nouveau contrat|Durée prévue (h)|Durée réalisée (h)|Financement|Employeur|Orienté par|' +
    'Maître d’apprentissage|Représentant légal|Référent|Courriel financeur|' +
    'Courriel employeur|Courriel orienteur|Courriel maître d’apprentissage|' +
    'Courriel représentant|RQTH|Aménagements|Dossier suivant|Montant HT'
  ).split('|'),
  ...cases.map(learnerRow),
]
// The same file entered twice.
learnerRows.push(learnerRow({ ...burNice26[1], who: { ...burNice26[1].who, phone: '06 39 98 00 00' } }))
write('exports/stagiaires.csv', iconv.encode(csv(learnerRows, ';', '\r\n'), 'windows-1252'))

// 2. The catalogue: canonical headers, UTF-8, `;`.
write(
  'exports/formations.csv',
  csv(
    [
      'code intitule type heures jours certification sous_traitance mesures'.split(' '),
      ...Object.entries(TRAININGS).map(([code, training]) => [
        code,
        training.title,
        training.type,
        training.hours,
        training.unknown ? '' : training.days,
        training.certification ?? '',
        training.subcontracted ? 'oui' : 'non',
        { longue: 'mentorat, classe-inversee', apprentissage: 'visites-entreprise, mentorat', courte: '' }[
          training.type
        ] ?? 'mentorat',
      ]),
    ],
    ';',
    '\n',
  ),
)

// 3. The attendance program: a workbook, a sheet of explanations first, days as serials.
const absenceOrder = (a, b) =>
  a.iso < b.iso ? -1 : a.iso > b.iso ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0
write(
  'exports/absences.xlsx',
  workbook([
    {
      name: 'Lisez-moi',
      rows: [['Absences saisies par les formateurs'], ['Une ligne par demi-journée ou par journée.']],
    },
    {
      name: 'Absences',
      rows: [
        ['Dossier', 'Jour', 'Demi-journée', 'Justifiée ?', 'Motif', 'Justificatif'],
        ...absences
          .sort(absenceOrder)
          .map(({ id, iso, part, justified, reason, proof }) => [
            id,
            iso.includes('/') ? iso : { serial: serial(iso) },
            part,
            justified,
            reason,
            proof,
          ]),
      ],
    },
  ]),
)

// 4. The contact journal: commas, a `sep=` line, a preamble, ISO times, its own headers, UTF-8 with BOM.
const CHANNELS = {
  telephone: 'Appel',
  email: 'Courriel',
  sms: 'SMS',
  courrier: 'Lettre',
  visio: 'Visioconférence',
  presentiel: 'Sur place',
}
const RECIPIENTS = {
  beneficiaire: 'Stagiaire',
  entreprise: 'Employeur',
  prescripteur: 'Orienteur',
  financeur: 'Financeur',
  responsable_legal: 'Parent',
  equipe: 'Équipe',
}
const RESULTS = { joint: 'Joint', message: 'Message laissé', sans_reponse: 'Pas de réponse', '': '' }
actions.sort((a, b) => (a.iso + a.time + a.id < b.iso + b.time + b.id ? -1 : 1))
const journal = actions
  .filter(({ iso }) => iso <= AS_OF)
  .map(({ id, iso, time, type, channel, recipient, author, result, note, proof, ticket }) => [
    id,
    `${iso} ${time}`,
    type,
    CHANNELS[channel],
    RECIPIENTS[recipient],
    author,
    RESULTS[result],
    note,
    proof,
    ticket,
  ])
// A day that February does not have, a file number that nobody has, a channel with a slip of the pen.
journal.push(
  [
    devNice25[1].id,
    '2026-02-30 10:15',
    'relance',
    'Appel',
    'Stagiaire',
    'Iris Ruisseau',
    'Joint',
    '',
    '',
    '',
  ],
  'HF-26-999|2026-09-29 14:20|relance|Appel|Stagiaire|Ondine Vallon|Joint|||'.split('|'),
  [
    venteStrasbourg[0].id,
    '2026-10-02 11:30',
    'relance',
    'téléfone',
    'Stagiaire',
    'Rémi Sentier',
    'Joint',
    'Point de rentrée, tout va bien',
    '',
    '',
  ],
)
write(
  'exports/journal-contacts.csv',
  `\ufeffsep=,\r\nHorizon Formation - journal des contacts\r\nExporté le 30/11/2026\r\n\r\n${csv(
    [
      (
        'Dossier|Horodatage|Nature|Moyen|Interlocuteur|Suivi par|Issue|Note|Pièce jointe|' + 'Ticket qualité'
      ).split('|'),
      ...journal,
    ],
    ',',
    '\r\n',
  )}`,
)

// 5. The dropouts, kept by hand as YAML.
const yamlText = (text) => `'${text.replace(/'/g, "''")}'`
write(
  'exports/abandons.yaml',
  `# Registre des abandons et interruptions, tenu par la référente qualité.\n${dropouts
    .sort((a, b) => (a.date < b.date ? -1 : 1))
    .map((row) =>
      Object.entries(row)
        .filter(([, value]) => value !== '')
        .map(([key, value], index) => {
          const isBare = /^[\w-]+$/.test(value) && key !== 'cause'
          return `${index === 0 ? '- ' : '  '}${key}: ${isBare ? value : yamlText(value)}\n`
        })
        .join(''),
    )
    .join('')}`,
)

// 6. Canonical files: presences, activity on the platform, exams, reports of violence.
const presences = cases.flatMap((learner) => presentDays(learner).map((day) => [day, learner.id]))
presences.push(['2026-10-26', devLille[4].id]) // after the dropout
presences.sort((a, b) => (a[0] + a[1] < b[0] + b[1] ? -1 : 1))
write(
  'exports/presences.csv',
  csv([['dossier', 'date'], ...presences.map(([day, id]) => [id, french(day)])], ';', '\n'),
)

const activity = []
for (const learner of cases) {
  if (learner.code !== 'DEV-L' || learner.entry === '') continue
  const last = learner.exit !== '' && learner.exit < AS_OF ? learner.exit : AS_OF
  const [until] = [last, learner.plannedEnd].sort()
  for (let day = learner.entry; day <= until; day = addDays(day, 2 + Math.floor(random() * 4))) {
    if (learner.activity === null || learner.activity(day)) activity.push([day, learner.id])
  }
}
activity.sort((a, b) => (a[0] + a[1] < b[0] + b[1] ? -1 : 1))
write(
  'exports/activites.csv',
  csv([['dossier', 'date'], ...activity.map(([day, id]) => [id, day])], ';', '\n'),
)

write(
  'exports/certifications.csv',
  csv(
    [
      (
        'dossier date certification presente resultat motif_echec guide_lu cours_vus ' +
        'rdv_mentor_prevus rdv_mentor_honores debut_livrables'
      ).split(' '),
      ...certifications,
    ],
    ';',
    '\n',
  ),
)

write(
  'exports/signalements.csv',
  csv(
    [
      ['id', 'date', 'categorie', 'canal', 'statut', 'date_accuse', 'date_reponse'],
      ['S-2026-01', '12/02/2026', 'harcelement', 'email', 'clos', '13/02/2026', '27/02/2026'],
      ['S-2026-02', '03/06/2026', 'discrimination', 'oral', 'clos', '04/06/2026', '02/07/2026'],
      ['S-2026-03', '23/11/2026', 'violence_sexiste_sexuelle', 'formulaire', 'en cours', '24/11/2026', ''],
    ],
    ';',
    '\n',
  ),
)

// --- Proof files -----------------------------------------------------------------------------------------------

const SUBJECTS = {
  relance: 'Votre absence en formation',
  information: 'Absence constatée',
  'information-financeur': 'Arrêt d’un parcours',
  'demande-motifs': 'Votre départ de la formation : vos raisons',
  proposition: 'Des solutions pour poursuivre votre parcours',
}
for (const { name, learner, iso, time, type, kind } of pendingProofs) {
  const day = french(iso)
  if (kind === 'eml') {
    const to =
      type === 'relance' || type === 'demande-motifs' || type === 'proposition'
        ? learner.who.email
        : type === 'information-financeur'
          ? learner.funder[1]
          : (learner.prescriber ?? learner.company)[1]
    proofs.set(
      name,
      mail({
        from: { name: learner.referent, address: 'suivi@horizon-formation.example.org' },
        to,
        subject: `${SUBJECTS[type]} (dossier ${learner.id})`,
        body: `Bonjour,\n\nNous vous écrivons au sujet du dossier ${learner.id}, « ${learner.training.title} ».\nNous restons à votre écoute pour trouver ensemble une solution.\n\n${learner.referent}\nHorizon Formation - 01 99 00 12 12\n`,
        iso,
        time,
        weekday: weekday(iso),
        id: `${learner.id}.${type}.${iso}`.toLowerCase(),
      }),
    )
  } else if (kind === 'png') {
    proofs.set(name, screenshot(2 + (Number(learner.id.slice(-1)) % 4), `${learner.id} ${type} ${iso}`))
  } else {
    proofs.set(
      name,
      await page({
        title:
          type === 'visite-entreprise' ? 'Compte rendu de visite en entreprise' : 'Compte rendu d’entretien',
        lines: [
          `Dossier : ${learner.id}`,
          `Formation : ${learner.training.title}`,
          `Date : ${day}, ${time}`,
          `Mené par : ${learner.referent}`,
          'Points abordés : avancement, difficultés, suite du parcours.',
          'Suite convenue : poursuite, prochain point fixé avec le référent.',
        ],
        iso,
      }),
    )
  }
}
// A scan that no row names.
proofs.set(
  'preuves/a-classer/numerisation-2026-05-12.pdf',
  await page({ title: 'Numérisation', lines: ['Feuille à classer.'], iso: '2026-05-12' }),
)
for (const [name, title, iso, lines] of [
  [
    'charte-engagement',
    'Charte d’engagement réciproque',
    '2025-09-01',
    ['Signée à l’entrée par l’apprenant et le référent.'],
  ],
  [
    'livret-de-suivi',
    'Livret de suivi (modèle)',
    '2025-09-01',
    ['Un point écrit par mois, partagé en ligne.'],
  ],
  [
    'mentorat',
    'Mentorat : règle et calendrier',
    '2025-09-01',
    ['Un rendez-vous par mois pour chaque parcours de plus de 10 jours.'],
  ],
  [
    'visites-entreprise',
    'Calendrier des visites en entreprise',
    '2025-09-15',
    ['Deux visites par an et par apprenti.'],
  ],
  [
    'referent-violences',
    'Procédure de signalement et coordonnées',
    '2026-10-15',
    ['Référente : voir l’affichage dans chaque site.'],
  ],
  [
    'enquete-decrochage-2026',
    'Enquête sur les départs, premier semestre 2026',
    '2026-07-06',
    ['Vingt-deux réponses, trois actions décidées.'],
  ],
]) {
  proofs.set(`preuves/mesures/${name}.pdf`, await page({ title, lines, iso }))
}
for (const [name, bytes] of proofs) write(name, bytes)

const counts = {
  cases: cases.length,
  absences: absences.length,
  actions: journal.length,
  presences: presences.length,
  proofs: proofs.size,
  dropouts: dropouts.length,
}
process.stdout.write(`${JSON.stringify(counts)}\n`)
