// Writes a workspace whose acts are messages, and one whose log knows names alone; the same bytes for the same sizes.
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { seeded } from '../tools/example/random.mjs'

/** To be raised when the form of the files changes, so that those kept in .cache/ are made again. */
const FORM = 1

const WORKSPACE = (relances) => `organisme: { nom: Réseau Grand Large }
audit: {}
procedure: procedure.yaml
sources:
  apprenants: apprenants.csv
  relances: ${relances}
`
const PROCEDURE = `reference: PR
intitule: Procédure
obligations:
  - id: accueil
    intitule: Accueillir
    quand: { entree: oui }
    faire: { types: [relance] }
    delai: 5 jours
`
const BODY = 'Bonjour,\r\nNous avons constaté votre absence et restons à votre écoute.\r\n'.repeat(12)

const start = Date.UTC(2026, 8, 7)
const name = (index) => `${letters(index)} Prénom${letters(index * 7 + 3)}`
const letters = (index) => String(index).replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)])

function learners(count) {
  const rows = Array.from({ length: count }, (_, index) => {
    const [last, first] = name(index).split(' ')
    return `D-${index};${last};${first};apprenant${index}@exemple.fr;LON;07/09/2026;18/12/2026;en_cours`
  })
  return `dossier;nom;prenom;email;formation;date_entree;date_fin_prevue;statut\n${rows.join('\n')}\n`
}

function folderOf(cache, label, make) {
  const folder = join(cache, `${label}-${FORM}`)
  if (existsSync(join(folder, 'i12.yaml'))) return folder
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  make(folder)
  return folder
}

/** `count` messages, one in five to somebody else. */
export function makeMessages(cache, count) {
  return folderOf(cache, `messages-${count}`, (folder) => {
    const random = seeded(1)
    mkdirSync(join(folder, 'courriels'))
    for (let index = 0; index < count; index++) {
      const to = random() < 0.2 ? `autre${index}@ailleurs.example` : `apprenant${index % 500}@exemple.fr`
      const date = new Date(start + index * 600_000).toUTCString().replace('GMT', '+0200')
      const head = [
        'Received: from relais.example by accueil.example with ESMTPS id 4f2a9',
        'From: =?utf-8?Q?R=C3=A9seau_Grand_Large?= <accueil@grandlarge.example>',
        `To: "Apprenant ${index}" <${to}>`,
        `Message-ID: <${index}@grandlarge.example>`,
        'Subject: =?utf-8?Q?Votre_absence?=',
        `Date: ${date}`,
        'MIME-Version: 1.0',
        'Content-Type: text/plain; charset=utf-8',
        '',
        '',
      ].join('\r\n')
      writeFileSync(join(folder, `courriels/${String(index).padStart(6, '0')}.eml`), head + BODY)
    }
    writeFileSync(join(folder, 'apprenants.csv'), learners(500))
    writeFileSync(join(folder, 'procedure.yaml'), PROCEDURE)
    writeFileSync(join(folder, 'i12.yaml'), WORKSPACE('courriels/*.eml'))
  })
}

/** `count` rows of a log that names people, a tenth as many learners. */
export function makeNames(cache, count) {
  return folderOf(cache, `names-${count}`, (folder) => {
    const people = Math.ceil(count / 10)
    const rows = Array.from({ length: count }, (_, index) => {
      const [last, first] = name(index % people).split(' ')
      const day = new Date(start + (index % 80) * 86_400_000).toISOString().slice(0, 10)
      return `${day};${index % 2 === 0 ? `${last.toUpperCase()} ${first}` : `${first} ${last}`};telephone;beneficiaire`
    })
    writeFileSync(join(folder, 'appels.csv'), `date;nom_complet;canal;destinataire\n${rows.join('\n')}\n`)
    writeFileSync(join(folder, 'apprenants.csv'), learners(people))
    writeFileSync(join(folder, 'procedure.yaml'), PROCEDURE)
    writeFileSync(join(folder, 'i12.yaml'), WORKSPACE('{ fichier: appels.csv, rapprocher: [nom] }'))
  })
}
