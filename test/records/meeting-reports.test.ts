import { describe, expect, it } from 'vitest'
import { formatIsoDate, formatTime } from '../../src/kernel/local-date.js'
import { EDOF } from '../../src/records/signatures/edof.js'
import { clockDuration } from '../../src/records/signatures/session-duration.js'
import type { SourceSettings } from '../../src/records/source-input.js'
import { readEntries, type WrittenEntry } from '../support/read-text.js'

const LEARNERS: WrittenEntry = {
  name: 'apprenants',
  file: 'apprenants.csv',
  content: `dossier;nom;prenom;email;personne;formation;date_entree;date_fin_prevue;statut
A-001;Basalte;Capucine;capucine@exemple.fr;P-1;LON;07/09/2026;18/12/2026;en_cours
A-002;Calcite;Denis;denis@exemple.fr;P-2;LON;07/09/2026;18/12/2026;en_cours
`,
}

async function read(
  content: string | Buffer,
  settings: Partial<SourceSettings> = {},
  name: WrittenEntry['name'] = 'emargements',
) {
  const { records, said, diagnostics } = await readEntries([
    LEARNERS,
    { name, file: 'rapport.csv', content, settings },
  ])
  const write = ({
    enrolmentId,
    on,
    minute,
  }: {
    enrolmentId: string
    on: number | null
    minute: number | null
  }) =>
    `${enrolmentId} ${on === null ? '?' : formatIsoDate(on as never)}${minute === null ? '' : ` ${formatTime(minute)}`}`
  return {
    present: records.presences.map(
      (one) =>
        `${write(one)}${one.isLate ? ' late' : ''}${one.hours === null ? '' : ` ${one.hours.toFixed(2)}`}`,
    ),
    absent: records.absences.map((one) => `${write(one)}${one.isJustified ? ' justified' : ''}`),
    active: records.activities.map(write),
    joined: records.exports.at(-1)?.joined,
    codes: said.map(({ code }) => code),
    printed: JSON.stringify(diagnostics.map(({ place, related: _, ...rest }) => [rest, place.excerpt()])),
  }
}

const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])

describe('reports of attendance', () => {
  it('of Teams in French are read from its three parts, of which two are known', async () => {
    const { printed, ...found } = await read(
      utf16(
        [
          '1. Résumé',
          'Titre de la réunion\tSéance 5',
          'Heure de début\t05/10/2026, 08:58:11',
          '',
          '2. Participants',
          'Nom\tPremière participation\tDernier départ\tDurée en réunion\tE-mail\tID de participant (UPN)\tRôle',
          'Capucine Basalte\t05/10/2026, 09:01:02\t05/10/2026, 12:31:40\t3 h 30 min 38 s\tcapucine@exemple.fr\t\tParticipant',
          'DENIS CALCITE\t05/10/2026, 11:40:12\t05/10/2026, 12:31:40\t51 min 28 s\t\t\tParticipant',
          'Zoé Inconnue\t05/10/2026, 11:40:12\t05/10/2026, 12:31:40\t51 min 28 s\tzoe@ailleurs.example\t\tParticipant',
          '',
          '3. Activités en réunion',
          'Nom\tHeure de connexion\tHeure de départ\tDurée\tE-mail\tRôle',
          'Capucine Basalte\t05/10/2026, 09:01:02\t05/10/2026, 12:31:40\t3 h 30 min 38 s\tcapucine@exemple.fr\tParticipant',
          '',
        ].join('\r\n'),
      ),
    )
    expect(found).toEqual({
      present: ['A-001 2026-10-05 09:01 3.51', 'A-002 2026-10-05 11:40 0.86'],
      absent: [],
      active: [],
      joined: { email: 1, nom: 1, uncertain: 0, unmatched: 1 },
      codes: ['EXPORT-RECONNU', 'COLONNES-ECARTEES', 'RAPPROCHEMENT-SANS-DOSSIER'],
    })
    expect(printed).not.toMatch(/capucine@|zoe@|Inconnue|CALCITE/)
  })

  it('of Teams in English are read where the form of its dates is said', async () => {
    const report =
      'Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole\nDenis Calcite\t10/5/26, 9:02:11 AM\t10/5/26, 12:30:02 PM\t3h 27m 51s\tDenis@exemple.fr\t\tPresenter\n'
    expect(await read(report, { dateFormat: 'MM/JJ/AA' })).toMatchObject({
      present: ['A-002 2026-10-05 09:02 3.46'],
      joined: { email: 1 },
    })
  })

  it('of the older list of Teams count who came', async () => {
    const { present, codes } = await read(
      'Full Name\tUser Action\tTimestamp\nCapucine Basalte\tJoined\t05/10/2026, 09:01:02\nCapucine Basalte\tLeft\t05/10/2026, 12:01:02\n',
    )
    expect(present).toEqual(['A-001 2026-10-05 09:01'])
    expect(codes).toEqual(['EXPORT-RECONNU'])
  })

  it('of a Zoom meeting', async () => {
    const { present, joined } = await read(
      'Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest\nCapucine B.,capucine@exemple.fr,05/10/2026 09:01:02,05/10/2026 12:31:40,211,No\nDenis Calcite,,05/10/2026 09:05:00,05/10/2026 10:05:00,60,Yes\n',
    )
    expect(present).toEqual(['A-001 2026-10-05 09:01 3.52', 'A-002 2026-10-05 09:05 1.00'])
    expect(joined).toEqual({ email: 1, nom: 1, uncertain: 0, unmatched: 0 })
  })

  it('of a Zoom webinar take who came, and nobody for absent', async () => {
    const { present, absent } = await read(
      'Attended,User Name (Original Name),First Name,Last Name,Email,Registration Time,Approval Status,Join Time,Leave Time,Time in Session (minutes),Is Guest\nYes,Capucine B,Capucine,Basalte,capucine@exemple.fr,01/10/2026 09:00:00,approved,05/10/2026 09:01:02,05/10/2026 10:01:02,60,No\nNo,Denis C,Denis,Calcite,denis@exemple.fr,01/10/2026 09:00:00,approved,--,--,--,--\n',
    )
    expect({ present, absent }).toEqual({ present: ['A-001 2026-10-05 09:01 1.00'], absent: [] })
  })

  it('of Google Meet take the day that i12.yaml gives', async () => {
    const { present } = await read(
      'First name,Last name,Email,Duration,Time joined,Time exited\nCapucine,Basalte,capucine@exemple.fr,1 hr 2 min,10:00,11:02\n',
      { constants: new Map([['date', '05/10/2026']]) },
    )
    expect(present).toEqual(['A-001 2026-10-05 1.03'])
  })

  it('of Moodle, one column a session, give every mark its state', async () => {
    const { present, absent, joined } = await read(
      'Last name\tFirst name\tEmail address\t5 Oct 2026 9.00AM All students\t6 Oct 2026 9.00AM All students\nBasalte\tCapucine\tcapucine@exemple.fr\tP (2/2)\tA (0/2)\nCalcite\tDenis\t\tL (1/2)\tE (1/2)\n',
    )
    expect(present).toEqual(['A-001 2026-10-05 09:00', 'A-002 2026-10-05 09:00 late'])
    expect(absent).toEqual(['A-001 2026-10-06 09:00', 'A-002 2026-10-06 09:00 justified'])
    expect(joined).toEqual({ email: 2, nom: 2, uncertain: 0, unmatched: 0 })
  })
})

describe('logs of platforms', () => {
  it('of a Moodle course are activities of who is named', async () => {
    const { active, codes } = await read(
      'Time,User full name,Affected user,Event context,Component,Event name,Description,Origin,IP address\n"05/10/26, 12:09",Capucine Basalte,-,Cours,Système,Cours consulté,-,web,192.0.2.1\n',
      {},
      'activites',
    )
    expect(active).toEqual(['A-001 2026-10-05 12:09'])
    expect(codes).not.toContain('COLONNE-QUI-CHANGE-LE-SENS')
  })

  it('of Chamilo are joined by the number of the person, else by the name', async () => {
    const { joined, active } = await read(
      'username;official_code;lastname;firstname;score;date\ncb;P-1;X;Y;12;2026-10-05 09:00\ndc;;Calcite;Denis;8;2026-10-05 10:00\n',
      {},
      'activites',
    )
    expect(active).toEqual(['A-001 2026-10-05 09:00', 'A-002 2026-10-05 10:00'])
    expect(joined).toEqual({ personne: 1, nom: 1, uncertain: 0, unmatched: 0 })
  })
})

it.each([
  ['3 h 30 min 38 s', '3:30:38'],
  ['1h 5m 20s', '1:05:20'],
  ['1 hr 2 min', '1:02:00'],
  ['51 min 28 s', '0:51:28'],
  ['211', '3:31:00'],
  ['--', ''],
  ['environ 2 h', ''],
  ['', ''],
])('reads the duration « %s »', (text, expected) => {
  expect(clockDuration(text)).toBe(expected)
})

describe('the states of EDOF', () => {
  it.each([
    ['Accepté', '', 'inscrit'],
    ['En formation', '', 'en_cours'],
    ['Sortie de formation déclarée', '', 'termine'],
    ['Service fait déclaré', '', 'termine'],
    ['Annulé par le titulaire', '', 'annulation'],
    ['Refusé par l’organisme', '', 'annulation'],
    ['Service fait validé', 'Abandon du titulaire', 'abandon'],
    ['Service fait validé', 'Cas de force majeure', 'force_majeure'],
    ['Service fait validé', 'Interruption de la formation par l’organisme', 'interruption_of'],
  ])('« %s », « %s »: %s', async (state, reason, expected) => {
    const { records } = await readEntries([
      {
        name: 'apprenants',
        content: `NUMERO_DOSSIER;NOM;PRENOM;INTITULE_FORMATION;DATE_DEBUT_SESSION;DATE_FIN_SESSION;STATUT_DOSSIER;MOTIF_DE_SORTIE_FINAL\n1;Démo;Zoé;Anglais;01/09/2025;30/11/2025;${state};${reason}\n`,
      },
    ])
    expect(EDOF.id).toBe('edof')
    expect(records.enrolments.map(({ status }) => status)).toEqual([expected])
  })
})
