// Everything that the commands print of a workspace full of mistakes, searched for the addresses, the numbers, the
// subjects and the names of people who are not theirs to show.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { main } from '../../src/cli/main.js'
import { memoryIo } from '../support/memory-io.js'
import { outlookMessage } from '../support/outlook-message.js'
import { temporaryWorkspace } from '../support/temporary-workspace.js'

const CSV: Readonly<Record<string, string>> = {
  'apprenants.csv': `dossier;nom;prenom;email;telephone;formation;date_entree;date_fin_prevue;statut
A-001;Coquelicot;Violette;violette@exemple.fr;06 39 98 00 01;DEV;07/09/2026;18/12/2026;en_cours
A-002;Jonquille;Basile;foyer@exemple.fr;06 39 98 00 02;DEV;07/09/2026;18/12/2026;en_cours
A-003;Jonquille;Rose;foyer@exemple.fr;06 39 98 00 02;DEV;07/09/2026;18/12/2026;inconnu de rose@exemple.fr
A-004;Pivoine;Rose;foyer@exemple.fr;0639980004;DEV;07/09/2026;18/12/2026;en_cours
`,
  'absences.csv': `dossier;date;justifiee;motif
A-001;05/10/2026;non;vue par Violette Coquelicot
violette@exemple.fr;05/10/2026;non;
A-001;le 06 39 98 00 01;non;
A-002;06/10/2026;Basile Jonquille;
`,
  'appels.csv': `date;numero;personne_appelee;mail;resultat
06/10/2026;06 39 98 00 01;;;joint
06/10/2026;06 39 98 00 02;;;joint
violette@exemple.fr;06 39 98 00 01;;;joint
06/10/2026;01 99 00 77 88;Gentiane Zoé;zoe.gentiane@ailleurs.example;joint
06/10/2026;+33 6 39 98 00 04;;;appeler Rose Pivoine
`,
  'rapport.csv': `Nom,Première participation,Dernier départ,Durée en réunion,E-mail
Zoé Gentiane,"05/10/2026, 09:01:02","05/10/2026, 12:31:40",3 h 30 min,zoe.gentiane@ailleurs.example
Violette Coquelicot,hier,"05/10/2026, 12:31:40",3 h 30 min,violette@exemple.fr
`,
}

const CONFIGURATION = `organisme: { nom: Exemple }
audit: {}
procedure: procedure.yaml
sources:
  apprenants: apprenants.csv
  absences: absences.csv
  emargements: rapport.csv
  relances:
    - fichier: appels.csv
      correspondance: { telephone: numero, nom_complet: personne_appelee, email: mail }
      rapprocher: [telephone, nom, email]
      constantes: { canal: telephone, destinataire: beneficiaire }
    - fichier: courriels/*
      sujets: { secret: proposition }
`

const PROCEDURE = `reference: PR
intitule: Procédure
obligations:
  - id: contact
    intitule: Contacter
    quand: { absence: injustifiee }
    faire: { types: [relance], destinataires: [beneficiaire] }
    delai: 2 jours ouvrés
`

const mail = (...lines: string[]) => `${lines.join('\r\n')}\r\n\r\nUn récit intime\r\n`

async function workspace(): Promise<string> {
  const folder = await temporaryWorkspace({ 'i12.yaml': CONFIGURATION, 'procedure.yaml': PROCEDURE, ...CSV })
  await mkdir(join(folder, 'courriels'))
  const messages: Readonly<Record<string, string | Buffer>> = {
    '1.eml': mail(
      'From: iris.ruisseau@organisme.example',
      'To: violette@exemple.fr',
      'Subject: secret de Violette',
      'Date: lundi',
    ),
    '2.eml': mail(
      'From: iris.ruisseau@organisme.example',
      'To: foyer@exemple.fr',
      'Subject: secret',
      'Date: Tue, 6 Oct 2026 10:00:00 +0200',
    ),
    '3.mbox': `From x Tue Oct 06 10:12:00 2026\n${mail('From: zoe.gentiane@ailleurs.example', 'To: iris.ruisseau@organisme.example', 'Subject: secret', 'Date: Tue, 6 Oct 2026 10:00:00 +0200')}\nFrom y Tue Oct 06 10:12:00 2026\nSubject: secret\nX-A: b\n\n`,
    '4.msg': outlookMessage({
      from: 'iris.ruisseau@organisme.example',
      to: ['violette@exemple.fr'],
      subject: 'secret de Violette',
      sentAt: null,
    }),
    '5.ics': `BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Rendez-vous secret\r\nATTENDEE;CN=Violette Coquelicot:mailto:violette@exemple.fr\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:2\r\nDTSTART:20261006T080000Z\r\nSUMMARY:Rendez-vous secret\r\nATTENDEE;CN=Foyer:mailto:foyer@exemple.fr\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`,
  }
  for (const [name, content] of Object.entries(messages))
    await writeFile(join(folder, 'courriels', name), content)
  return folder
}

/** In whatever case, and whatever stands between the figures of a number. */
const SECRETS = [
  /@exemple\.fr/i,
  /@ailleurs/i,
  /@organisme\.example/i,
  /39[ .]?98[ .]?00/,
  /99[ .]?00[ .]?77[ .]?88/,
  /coquelicot/i,
  /violette/i,
  /jonquille/i,
  /pivoine/i,
  /gentiane/i,
  /iris/i,
  /secret de|rendez-vous secret/i,
  /récit/,
]

const COMMANDS: readonly (readonly string[])[] = [
  ['check'],
  ...['json', 'csv', 'markdown', 'junit', 'sarif'].map((format) => ['check', '--format', format]),
  ['todo'],
  ['stats'],
  ['stats', '--format', 'json'],
]

describe('what is printed of a workspace full of mistakes', () => {
  it.each(COMMANDS)('%s %s %s', async (...words) => {
    const folder = await workspace()
    const io = memoryIo()
    await main([...words.filter((word) => word !== undefined), '-C', folder, '--as-of', '2026-11-30'], io)
    const printed = io.stdout + io.stderr
    expect(printed.length).toBeGreaterThan(20)
    if (words.includes('check')) expect(printed).toMatch(/RAPPROCHEMENT-INCERTAIN|courriels|appels/)
    for (const secret of SECRETS) expect(printed).not.toMatch(secret)
  })
})

describe('a draft of an export that holds people where nobody expects them', () => {
  const LOG = `Horodateur;Téléphone;Auprès de;Moyen;Suite
06/10/2026 10:00:00;06 39 98 00 01;Violette Coquelicot;tel;joint
07/10/2026 10:00:00;06 39 98 00 02;M. Jonquille;tel;rappeler zoe.gentiane@ailleurs.example
08/10/2026 10:00:00;06 39 98 00 03;PIVOINE Rose;tel;01 99 00 77 88
`
  it.each([[[]], [['--format', 'json']]])('with %j', async (words) => {
    const folder = await temporaryWorkspace({ 'journal.csv': LOG })
    const io = memoryIo()
    expect(await main(['import', 'journal.csv', ...words, '-C', folder], io)).toBe(0)
    const printed = io.stdout + io.stderr
    expect(printed).toContain('rapprocher: [telephone]')
    for (const secret of SECRETS) expect(printed).not.toMatch(secret)
  })

  it('masks a header that is a line of data', async () => {
    const folder = await temporaryWorkspace({
      'journal.csv': 'A-1;violette@exemple.fr;06 39 98 00 01\nA-2;foyer@exemple.fr;06 39 98 00 02\n',
    })
    const io = memoryIo()
    await main(['import', 'journal.csv', '-C', folder], io)
    expect(io.stdout + io.stderr).not.toMatch(/@exemple|98 00/)
  })
})
