import { describe, expect, it } from 'vitest'
import { quoted } from '../../src/kernel/french.js'
import type { SourceSettings } from '../../src/records/source-input.js'
import { outlookMessage } from '../support/outlook-message.js'
import { readEntries, type WrittenEntry } from '../support/read-text.js'

const LEARNERS: WrittenEntry = {
  name: 'apprenants',
  settings: {},
  file: 'apprenants.csv',
  content: `dossier;nom;prenom;email;email_entreprise;formation;site;date_entree;date_fin_prevue;statut
A-001;Basalte;Capucine;capucine@exemple.fr;rh@mineral.example;LON;;07/09/2026;18/12/2026;en_cours
A-002;Calcite;Denis;denis@exemple.fr;rh@mineral.example;LON;;07/09/2026;18/12/2026;en_cours
`,
}
const OF = 'From: Iris Ruisseau <iris@lacbleu.example>'
const DATE = 'Date: Tue, 6 Oct 2026 23:50:00 +0000'

async function read(files: Readonly<Record<string, string | Buffer>>, given: Partial<SourceSettings> = {}) {
  // One entry of i12.yaml: one object for all of its files.
  const { records, said, diagnostics } = await readEntries(
    [
      LEARNERS,
      ...Object.entries(files).map(([file, content]) => ({ name: 'relances' as const, file, content })),
    ],
    given,
  )
  return {
    acts: records.actions.map(
      ({ enrolmentId, on, minute, type, channel, recipient, result, evidence }) =>
        `${enrolmentId} ${on === null ? '?' : new Date(on * 86_400_000).toISOString().slice(0, 10)} ${minute} ${type} ${channel} ${recipient} ${result} ${evidence}`,
    ),
    joined: records.exports.slice(1).map(({ joined }) => joined),
    exports: records.exports.slice(1),
    said: said.map(({ code, at, seen }) => `${code} ${at} ${seen}`),
    diagnostics,
  }
}

const mail = (...lines: string[]) =>
  `${lines.join('\r\n')}\r\n\r\nBonjour, voici un récit que personne ne lit.\r\n`

describe('a message', () => {
  it('is an act towards each role, in the civil time of the site, proved by its own file', async () => {
    const { acts, joined, said } = await read({
      'courriels/1.eml': mail(
        OF,
        'To: Capucine@exemple.fr',
        'Cc: rh@mineral.example',
        'Subject: Votre absence',
        DATE,
      ),
    })
    expect(acts).toEqual([
      'A-001 2026-10-07 110 relance email beneficiaire null courriels/1.eml',
      'A-001 2026-10-07 110 relance email entreprise null courriels/1.eml',
    ])
    expect(joined).toEqual([{ email: 1, uncertain: 0, unmatched: 0 }])
    expect(said).toEqual([])
  })

  it('takes its type from the first words of « sujets » that its subject holds, accents and case apart', async () => {
    const subjects = new Map([
      ['proposition', 'proposition'],
      ['demande de motifs', 'demande_motifs'],
    ] as const)
    const of = (subject: string) => mail(OF, 'To: capucine@exemple.fr', `Subject: ${subject}`, DATE)
    const { acts } = await read(
      {
        '1.eml': of('Demande de Motifs et proposition'),
        '2.eml': of('RE: =?utf-8?Q?D=C3=A9mande_de_motifs?='),
        '3.eml': of('Bonjour'),
      },
      { subjects },
    )
    expect(acts.map((act) => act.split(' ')[3])).toEqual(['proposition', 'demande_motifs', 'relance'])
  })

  it('of the learner is an exchange that reached somebody', async () => {
    const { acts } = await read({
      '1.eml': mail('From: Denis <denis@exemple.fr>', 'To: iris@lacbleu.example', 'Subject: Re', DATE),
    })
    expect(acts).toEqual(['A-002 2026-10-07 110 echange email beneficiaire joint 1.eml'])
  })

  it('is read from Outlook and from a mailbox alike', async () => {
    const { acts, exports } = await read({
      'a.msg': outlookMessage({
        from: 'iris@lacbleu.example',
        to: ['denis@exemple.fr'],
        subject: 'Votre absence',
        sentAt: '2026-10-06T08:12:00Z',
      }),
      'b.mbox': `From x Tue Oct 06 10:12:00 2026\n${mail(OF, 'To: denis@exemple.fr', DATE)}\nFrom y Tue Oct 06 10:12:00 2026\nSubject: cassé\nX-Rien: 1\n\nFrom z Tue Oct 06 10:12:00 2026\n${mail(OF, 'To: ailleurs@exemple.fr', DATE)}`,
    })
    expect(acts).toEqual([
      'A-002 2026-10-06 612 relance email beneficiaire null a.msg',
      'A-002 2026-10-07 110 relance email beneficiaire null b.mbox',
    ])
    expect(exports[1]).toMatchObject({
      setAside: 1,
      recordCount: 1,
      joined: { email: 1, uncertain: 0, unmatched: 1 },
      table: { rowCount: 3 },
    })
  })

  it('is said where its date, its addresses or its reader leave a doubt, and the rest is read', async () => {
    const { acts, said, exports } = await read({
      '1.eml': mail(OF, 'To: capucine@exemple.fr', 'Date: hier'),
      '2.eml': mail(OF, 'To: rh@mineral.example', DATE),
      '3.eml': mail('Subject: rien', 'Date: Tue, 6 Oct 2026 10:12:00 +0200'),
      '4.eml': mail(OF, 'To: denis@exemple.fr', DATE),
      '5.eml': mail(OF, 'To: ailleurs@exemple.fr', DATE),
    })
    expect(acts.map((act) => act.slice(0, 16))).toEqual(['A-001 ? null rel', 'A-002 2026-10-07'])
    expect(said).toEqual([
      'MESSAGE-SANS-DATE 1:1 null',
      'RAPPROCHEMENT-INCERTAIN 1:1 2 dossiers possibles',
      'MESSAGE-ILLISIBLE 1:1 null',
      'RAPPROCHEMENT-SANS-DOSSIER 1:1 1 sur 5',
    ])
    expect(exports.map(({ setAside }) => setAside)).toEqual([1, 0, 1, 0, 0])
  })

  it('is refused under any other source', async () => {
    const { said } = await readEntries([
      LEARNERS,
      { name: 'absences', file: '1.eml', content: mail(OF, 'To: capucine@exemple.fr', DATE) },
    ])
    expect(said.map(({ code, seen }) => `${code} ${seen}`)).toEqual([
      'FICHIER-BINAIRE un message électronique',
    ])
  })

  it('is not governed by the keys of tables', async () => {
    const { said } = await read(
      { '1.eml': mail(OF, 'To: capucine@exemple.fr', DATE) },
      { constants: new Map([['canal', 'sms']]) },
    )
    expect(said).toEqual([`CLES-CONTRADICTOIRES 1:1 ${quoted('constantes')}`])
  })

  it('never shows what it says or whom it names', async () => {
    const { diagnostics } = await read({
      '1.eml': mail(OF, 'To: rh@mineral.example', 'Subject: secret', 'Date: hier'),
      '2.eml': mail(OF, 'To: inconnu@ailleurs.example', 'Subject: secret', DATE),
    })
    const printed = JSON.stringify(
      diagnostics.map(({ place, related, ...rest }) => [
        rest,
        place.excerpt(),
        related?.map((other) => other.locate()),
      ]),
    )
    expect(printed).toMatch(/RAPPROCHEMENT-INCERTAIN/)
    expect(printed).not.toMatch(/mineral|ailleurs\.example|lacbleu|Iris|secret|récit/)
  })
})

describe('an appointment', () => {
  const event = (...lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']
  const ics = (...lines: string[]) =>
    ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n')
  const start = 'DTSTART;TZID=Europe/Paris:20261006T101500'

  it('is an act towards each role, without channel or proof, repeated within the time of the enrolment', async () => {
    const { acts, exports, said } = await read({
      'rdv.ics': ics(
        ...event(
          'UID:1',
          start,
          'SUMMARY:Entretien A-002',
          'ATTENDEE:mailto:capucine@exemple.fr',
          'ORGANIZER:mailto:rh@mineral.example',
        ),
        ...event('UID:2', start, 'STATUS:CANCELLED', 'ATTENDEE:mailto:denis@exemple.fr'),
        ...event(
          'UID:3',
          'DTSTART;VALUE=DATE:20261201',
          'RRULE:FREQ=MONTHLY',
          'ATTENDEE:mailto:denis@exemple.fr',
        ),
        ...event('UID:4', start, 'SUMMARY:A-001'),
      ),
    })
    expect(acts).toEqual([
      'A-001 2026-10-06 615 rendez_vous null beneficiaire null ',
      'A-001 2026-10-06 615 rendez_vous null entreprise null ',
      'A-002 2026-12-01 null rendez_vous null beneficiaire null ',
      'A-002 2027-01-01 null rendez_vous null beneficiaire null ',
      'A-002 2027-02-01 null rendez_vous null beneficiaire null ',
      'A-002 2027-03-01 null rendez_vous null beneficiaire null ',
    ])
    expect(exports[0]).toMatchObject({
      setAside: 0,
      recordCount: 6,
      skipped: { filtered: 1 },
      joined: { email: 2, uncertain: 0, unmatched: 1 },
      table: { rowCount: 4 },
    })
    expect(said.map((one) => one.split(' ')[0])).toEqual(['RAPPROCHEMENT-SANS-DOSSIER'])
  })
})
