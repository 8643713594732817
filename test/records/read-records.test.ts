import { describe, expect, it } from 'vitest'
import { parseIsoDate } from '../../src/kernel/local-date.js'
import { placeOf } from '../../src/records/export-file.js'
import { readExport } from '../support/read-text.js'

const LEARNERS = 'dossier;nom;prenom;formation;date_entree;statut'

describe('readRecords', () => {
  it('reads a canonical export into typed records', async () => {
    const { records, said } = await readExport(
      'relances',
      [
        'dossier;date;type;canal;destinataire;auteur;resultat;commentaire;preuve;ticket',
        'A-0001;05/03/2026 09:30;;Tél.;Stagiaire;Élise Test;Message laissé;"dit ""oui"" ; à rappeler";preuves/a.eml;T-1',
        'A-0002;2026-03-06T10h05;entretien;visio;entreprise;;;;;',
        '',
      ].join('\r\n'),
    )
    expect(said).toEqual([])
    expect(records.actions).toMatchObject([
      {
        enrolmentId: 'A-0001',
        on: parseIsoDate('2026-03-05'),
        minute: 570,
        type: 'relance',
        channel: 'telephone',
        recipient: 'beneficiaire',
        author: 'Élise Test',
        result: 'message',
        comment: 'dit "oui" ; à rappeler',
        evidence: ['preuves/a.eml'],
        ticket: 'T-1',
      },
      { enrolmentId: 'A-0002', minute: 605, type: 'entretien', result: null },
    ])
    expect(records.exports[0]?.table).toMatchObject({ rowCount: 2, delimiter: ';', encoding: 'utf-8' })
    const [first] = records.actions
    expect(first && placeOf(first, 'commentaire').locate()).toMatchObject({
      line: 2,
      column: 68,
      letter: 'H',
    })
  })

  it('tolerates accents, case, spaces and stars in headers, and Windows-1252', async () => {
    const text = 'Dossier * ;Nom;Prénom;Formation;Date entrée;Statut\nA-1;Démo;Zoé;F1;01/09/2025;En cours\n'
    const { records, said } = await readExport('apprenants', Buffer.from(text, 'latin1'))
    expect(said).toEqual([])
    expect(records.enrolments).toMatchObject([{ firstName: 'Zoé', status: 'en_cours' }])
    expect(records.exports[0]?.table.encoding).toBe('windows-1252')
  })

  it('keeps a row whose date cannot be used, and names the field', async () => {
    const { records, said } = await readExport(
      'apprenants',
      `${LEARNERS}\nA-1;Démo;Zoé;F1;30/02/2025;en_cours\n`,
    )
    expect(said).toEqual([{ code: 'DATE-INEXISTANTE', at: '2:17', field: 'date_entree', seen: '30/02/2025' }])
    expect(records.enrolments[0]).toMatchObject({ enteredOn: null, unusable: new Set(['date_entree']) })
    expect(records.exports[0]?.setAside).toBe(0)
  })

  it('sets aside a learner of unknown status, and counts the row', async () => {
    const { records, said } = await readExport(
      'apprenants',
      `${LEARNERS}\nA-1;Démo;Zoé;F1;01/09/2025;parti\nA-2;Démo;Ali;F1;01/09/2025;inscrit\n`,
    )
    expect(said).toEqual([{ code: 'VALEUR-INCONNUE', at: '2:28', field: 'statut', seen: 'parti' }])
    expect(records.enrolments.map(({ id }) => id)).toEqual(['A-2'])
    expect(records.exports[0]).toMatchObject({ setAside: 1, table: { rowCount: 2 } })
  })

  it('refuses an export without a required column', async () => {
    const { records, said, diagnostics } = await readExport(
      'absences',
      'dossier;date;motif\nA-1;01/09/2025;x\n',
    )
    expect(said).toEqual([
      { code: 'COLONNE-MANQUANTE', at: '1:1', field: 'justifiee', seen: 'dossier, date, motif' },
    ])
    expect(diagnostics[0]?.kind.isFatal).toBe(true)
    expect(records.absences).toEqual([])
  })
})
