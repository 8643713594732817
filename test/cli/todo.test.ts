import { describe, expect, it } from 'vitest'
import { main } from '../../src/cli/main.js'
import { memoryIo } from '../support/memory-io.js'
import { temporaryWorkspace } from '../support/temporary-workspace.js'

const FILES = {
  'i12.yaml': `organisme:
  nom: Essai
  sites: [{ id: nice, nom: Nice Port }, { id: lille, nom: Lille }]
audit: {}
periode: { du: 2025-09-01, au: 2025-12-31 }
procedure: procedure.yaml
sources: { apprenants: exports/apprenants.csv, absences: exports/absences.csv, relances: exports/relances.csv }
`,
  'procedure.yaml': `reference: P
intitule: Essai
obligations:
  - id: contact
    intitule: Contacter, vite
    reference: "§ 2 ; a"
    quand: { absence: injustifiee }
    faire: { types: [relance, entretien], destinataires: [beneficiaire, entreprise], canaux: [telephone, email] }
    delai: 2 jours ouvrés
`,
  'exports/apprenants.csv': [
    'dossier;nom;prenom;email;telephone;formation;site;date_entree;statut;entreprise;email_entreprise;referent',
    'A-1;Orme;Zoé;zoe@exemple.fr;+33 6 00 00 00 01;F;nice;01/09/2025;en_cours;Ateliers Inventés;rh@exemple.fr;Léa Tilleul',
    'A-2;Frêne;Ali;ali@exemple.fr;;F;lille;01/09/2025;en_cours;;;Ugo Saule',
    'A-3;Charme;Eva;;;F;lille;01/09/2025;en_cours;;;',
    '',
  ].join('\n'),
  'exports/absences.csv':
    'dossier;date;justifiee\nA-1;06/10/2025;non\nA-2;04/11/2025;non\nA-3;03/11/2025;non\n',
  'exports/relances.csv': 'dossier;date;canal;destinataire\nA-3;01/09/2025;email;beneficiaire\n',
}

async function todo(...words: string[]) {
  const folder = await temporaryWorkspace(FILES)
  const io = memoryIo()
  const code = await main(['todo', ...words, '-C', folder, '--as-of', '2025-11-05'], io)
  return { code, out: io.stdout, err: io.stderr }
}
async function dueFor(...words: string[]) {
  const { items } = JSON.parse((await todo('--format', 'json', ...words)).out)
  return items.map(({ enrolment, recipient }: Record<string, string>) => `${enrolment} ${recipient}`)
}

describe('i12 todo', () => {
  it('lists what is due, overdue first', async () => {
    const all = ['A-1 beneficiaire', 'A-1 entreprise', 'A-3 beneficiaire', 'A-2 beneficiaire']
    expect(await dueFor()).toEqual(all)
  })

  it.each([
    [
      ['--site', 'lille'],
      ['A-3 beneficiaire', 'A-2 beneficiaire'],
    ],
    [
      ['--site', 'NICE port'],
      ['A-1 beneficiaire', 'A-1 entreprise'],
    ],
    [['--referent', 'ugo  saule'], ['A-2 beneficiaire']],
    [
      ['--days', '0'],
      ['A-1 beneficiaire', 'A-1 entreprise', 'A-3 beneficiaire'],
    ],
    [
      ['--days', '1'],
      ['A-1 beneficiaire', 'A-1 entreprise', 'A-3 beneficiaire', 'A-2 beneficiaire'],
    ],
    [['--site', 'lille', '--days', '0'], ['A-3 beneficiaire']],
    [['--site', 'nice', '--referent', 'Ugo Saule'], []],
  ])('%j keeps %j', async (words, expected) => {
    expect(await dueFor(...words)).toEqual(expected)
  })

  it.each([
    [['--site', 'lile'], 'Vouliez-vous dire «\u00a0lille\u00a0»'],
    [['--referent', 'Personne'], 'aucun dossier n’est suivi'],
    [['--days', 'sept'], 'n’est pas un nombre de jours'],
    [['--days', '-1'], 'n’est pas un nombre de jours'],
  ])('refuses %j', async (words, said) => {
    const { code, err, out } = await todo(...words)
    expect(err).toContain(said)
    expect({ code, out }).toEqual({ code: 2, out: '' })
  })

  it.each([
    'text',
    'json',
    'csv',
    'ics',
  ])('hides who is to be contacted in %s unless asked', async (format) => {
    const people = /Orme|zoe@exemple|00 00 01|rh@exemple|Tilleul/
    expect((await todo('--format', format)).out).not.toMatch(people)
    const { out } = await todo('--format', format, '--show-identities')
    // A calendar is shared more than it is read: its events name a case.
    if (format === 'ics') expect(out).not.toMatch(people)
    else expect(out).toMatch(/Zoé Orme/)
  })

  it('shows whom to contact and how', async () => {
    const { out } = await todo('--show-identities')
    expect(out).toContain('Zoé Orme, zoe@exemple.fr, +33 6 00 00 00 01')
    expect(out).toContain('Ateliers Inventés, rh@exemple.fr')
    expect(out).not.toContain('masqués')
    expect((await todo()).out).toContain('--show-identities')
  })

  it('gives a spreadsheet its rows', async () => {
    const { out } = await todo('--format', 'csv', '--show-identities', '--site', 'nice')
    const [header, first, second, end] = out.split('\r\n')
    expect(header).toBe(
      '\uFEFFecheance;heure;depassee;dossier;site;referent;obligation;intitule;reference;types;canaux;destinataire;contact;email;telephone',
    )
    expect(first).toBe(
      '08/10/2025;;oui;A-1;nice;Léa Tilleul;contact;Contacter, vite;"§ 2 ; a";relance | entretien;telephone | email;beneficiaire;Zoé Orme;zoe@exemple.fr;\'+33 6 00 00 00 01',
    )
    expect(second).toContain(';entreprise;Ateliers Inventés;rh@exemple.fr;')
    expect(end).toBe('')
  })

  it('gives a calendar what RFC 5545 asks of it', async () => {
    const { out } = await todo('--format', 'ics')
    expect(out.endsWith('END:VCALENDAR\r\n')).toBe(true)
    expect(out.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    for (const line of out.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    const events = out
      .replaceAll('\r\n ', '')
      .split('BEGIN:VEVENT\r\n')
      .slice(1)
      .map((event) => event.split('\r\n'))
    expect(events).toHaveLength(4)
    for (const lines of events) {
      for (const name of ['UID:', 'DTSTAMP:', 'DTSTART', 'SUMMARY:']) {
        expect(lines.filter((line) => line.startsWith(name))).toHaveLength(1)
      }
    }
    expect(new Set(events.map((lines) => lines[0])).size).toBe(4)
    expect(events[0]).toContain('DTSTART;VALUE=DATE:20251008')
    expect(events[0]).toContain('DTEND;VALUE=DATE:20251009')
    expect(events[0]?.join()).toContain('Contacter\\, vite')
    expect(events[0]).toContain('DESCRIPTION:§ 2 \\; a')
  })
})
