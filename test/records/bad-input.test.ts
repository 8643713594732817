// Each of the ways in which a real export goes wrong: one diagnostic, at its place, and the rest still read.
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { readExport } from '../support/read-text.js'
import { workbook } from '../support/workbook.js'

const HEADER = 'dossier;date;canal;destinataire;auteur'
const GOOD = 'A-9;01/09/2025;sms;employeur;Ann'

function relances(...rows: string[]): string {
  return `${[HEADER, ...rows, GOOD].join('\n')}\n`
}

async function codes(content: string | Buffer, settings = {}, file?: string) {
  const { said, records, diagnostics } = await readExport('relances', content, settings, file)
  return {
    said: said.map(({ code, at }) => `${code} ${at}`),
    isFatal: diagnostics.some(({ kind }) => kind.isFatal === true),
    mend: diagnostics[0]?.mend ?? '',
    read: records.actions.map(({ enrolmentId }) => enrolmentId),
    file: records.exports[0],
    records,
    diagnostics,
  }
}

describe('files that cannot be used', () => {
  it.each([
    ['an empty file', '', 'FICHIER-VIDE 1:1'],
    ['a file of blank lines', '\n \n\n', 'FICHIER-VIDE 1:1'],
    ['a PDF', '%PDF-1.7\nnot a table', 'FICHIER-BINAIRE 1:1'],
    ['a PNG', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]), 'FICHIER-BINAIRE 1:1'],
    [
      'bytes without sense',
      Buffer.from(Array.from({ length: 400 }, (_, index) => (index * 37) % 256)),
      'FICHIER-BINAIRE 1:1',
    ],
    [
      'an old workbook that is cut',
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      'CLASSEUR-ILLISIBLE 1:1',
    ],
    ['an archive without workbook', Buffer.from(zipSync({ 'a.txt': strToU8('a;b') })), 'FICHIER-BINAIRE 1:1'],
    ['JSON', '{ "dossier": "A-1" }', 'FICHIER-BINAIRE 1:1'],
    ['XML', '<?xml version="1.0"?><absences/>', 'FICHIER-BINAIRE 1:1'],
    ['a web page', '<!DOCTYPE html><html><body>Connexion</body></html>', 'PAGE-WEB 1:1'],
  ])('refuses %s', async (_, content, said) => {
    const found = await codes(content)
    expect(found.said).toEqual([said])
    expect(found.isFatal).toBe(true)
    expect(found.read).toEqual([])
  })

  it('refuses a declared delimiter that is not that of the file, and names the right one', async () => {
    const found = await codes(relances(), { delimiter: ',' })
    expect(found.said).toEqual(['SEPARATEUR-DECLARE 1:1'])
    expect(found.isFatal).toBe(true)
    expect(found.mend).toContain('separateur: ";"')
  })

  it('refuses two columns of the same name, and shows both', async () => {
    const found = await codes(`${HEADER};Date\nA-1;01/09/2025;sms;employeur;Ann;02/09/2025\n`)
    expect(found.said).toEqual(['COLONNE-EN-DOUBLE 1:40'])
    expect(found.diagnostics[0]?.related?.map((place) => place.locate().column)).toEqual([9])
    expect(found.isFatal).toBe(true)
  })

  it('tells which header of the export may be the missing column', async () => {
    const found = await codes('N° dossier;date;canal;destinataire\nA-1;01/09/2025;sms;employeur\n')
    expect(found.said).toEqual(['COLONNE-MANQUANTE 1:1'])
    expect(found.mend).toContain('correspondance: { dossier: "N° dossier" }')
  })

  it('refuses what i12.yaml declares and nobody knows', async () => {
    expect((await codes(relances(), { headers: new Map([['dosier', 'date']]) })).said).toEqual([
      'CHAMP-INCONNU 1:1',
    ])
    expect((await codes(relances(), { headers: new Map([['auteur', 'Auteure']]) })).mend).toContain('auteur')
    expect((await codes(relances(), { dateFormat: 'JJ/MM' })).said).toEqual(['FORMAT-DATE-INCONNU 1:1'])
    const values = new Map([['canal', new Map([['T', 'telephon']])]])
    expect((await codes(relances(), { values })).mend).toContain('telephone')
  })
})

describe('rows that cannot be used', () => {
  it('says that an export has no row, and that this is a finding', async () => {
    const found = await codes(`${HEADER}\n`)
    expect(found.said).toEqual(['EXPORT-SANS-LIGNE 1:1'])
    expect(found.isFatal).toBe(false)
    expect(found.diagnostics[0]?.kind.severity).toBe('error')
    expect(found.file?.table.rowCount).toBe(0)
  })

  it.each([
    ['a quote that is never closed', 'A-1;"01/09/2025;sms;employeur;Ann', 'GUILLEMET-NON-FERME 2:5'],
    [
      'a quote in a quoted text',
      'A-1;01/09/2025;sms;employeur;"Ann "Bob" Test"',
      'GUILLEMET-NON-DOUBLE 2:35',
    ],
    ['a cell too many', 'A-1;01/09/2025;sms;employeur;Ann;et la suite', 'CELLULES-EN-TROP 2:34'],
    ['a total under the table', 'Total : 3', 'LIGNE-SANS-CELLULES 2:1'],
    ['no file number', ';01/09/2025;sms;employeur;Ann', 'VALEUR-MANQUANTE 2:1'],
  ])('sets aside %s', async (_, row, said) => {
    const found = await codes(relances(row))
    expect(found.said).toEqual([said])
    expect(found.isFatal).toBe(false)
    expect(found.read).toEqual(['A-9'])
    expect(found.file).toMatchObject({ setAside: 1, table: { rowCount: 2 } })
  })

  it('goes on after quotes that would swallow the rest of the file', async () => {
    const rows = [
      'A-1;"01/09/2025;sms;employeur;Ann',
      'A-2;01/09/2025;sms;employeur;"B;ob"',
      'A-3;x;"sms;employeur;Ann',
    ]
    const found = await codes(relances(...rows))
    expect(found.said).toEqual(['GUILLEMET-NON-FERME 2:5', 'GUILLEMET-NON-FERME 4:7'])
    expect(found.read).toEqual(['A-2', 'A-9'])
    expect(found.file).toMatchObject({ setAside: 2, table: { rowCount: 4 } })
  })

  it('reads a stray quote as a letter, and says so', async () => {
    const found = await codes(relances('A-1;01/09/2025;sms;employeur;dit "Bob"'))
    expect(found.said).toEqual(['GUILLEMET-ISOLE 2:34'])
    expect(found.records.actions[0]?.author).toBe('dit "Bob"')
  })

  it('reads a short row, its missing cells as empty', async () => {
    const found = await codes(relances('A-1;01/09/2025;sms;employeur'))
    expect(found.said).toEqual(['CELLULES-EN-MOINS 2:20'])
    expect(found.read).toEqual(['A-1', 'A-9'])
  })

  it('keeps trailing separators, blank rows and empty cells out of the way', async () => {
    const found = await codes(`${HEADER};;\nA-1;01/09/2025;sms;employeur;Ann;;\n;;;;;;\n\n  \n${GOOD}\n`)
    expect(found.said).toEqual(['LIGNES-VIDES 1:1'])
    expect(found.file).toMatchObject({ table: { rowCount: 2 }, skipped: { blank: 3 } })
  })

  it('finds the header under a preamble and after a sep= line', async () => {
    const found = await codes(
      `sep=;\r\nOrganisme de démonstration;;;;\r\nExport du 01/10/2025;;;;\r\n\r\n${HEADER}\r\n${GOOD}\r\n`,
    )
    expect(found.said).toEqual([])
    expect(found.records.actions[0]).toMatchObject({ enrolmentId: 'A-9' })
    expect(found.file?.table.lineOf(0)).toBe(6)
    const skipped = await codes(`a;b\nc\n${HEADER}\n${GOOD}\n`, { skippedLines: 2 })
    expect(skipped.read).toEqual(['A-9'])
  })
})

describe('cells that cannot be used', () => {
  it.each([
    ['30/02/2025', 'DATE-INEXISTANTE', 'exécutez de nouveau'],
    ['2025-02-30', 'DATE-INEXISTANTE', 'exécutez de nouveau'],
    ['05/03/25', 'DATE-ANNEE-COURTE', '05/03/2025'],
    ['05/03/0205', 'DATE-ANNEE-IMPROBABLE', ''],
    ['########', 'DATE-DIESES', 'élargissez'],
    ['45901', 'DATE-NUMERO-DE-SERIE', '01/09/2025'],
    ['2025-09-01T09:00:00Z', 'DATE-FUSEAU', ''],
    ['2025-09-01T09:00:00+02:00', 'DATE-FUSEAU', ''],
    ['01/09/2025 25:00', 'HEURE-ILLISIBLE', ''],
    ['01/09/2025 matin', 'HEURE-ILLISIBLE', ''],
    ['01.09.2025', 'DATE-ILLISIBLE', '01/09/2025'],
    ['1er septembre 2025', 'DATE-ILLISIBLE', '01/09/2025'],
    ['20250901', 'DATE-ILLISIBLE', '01/09/2025'],
    ['lundi', 'DATE-ILLISIBLE', 'format_date'],
    ['#N/A', 'CELLULE-EN-ERREUR', ''],
    ['', 'VALEUR-MANQUANTE', ''],
  ])('says of the date %j that it is %s', async (date, code, mend) => {
    const found = await codes(relances(`A-1;${date};sms;employeur;Ann`))
    expect(found.said).toEqual([`${code} 2:5`])
    expect(found.mend).toContain(mend)
    expect(found.records.actions[0]).toMatchObject({ enrolmentId: 'A-1', on: null })
    // The row is kept, but nothing can be judged by it.
    expect(found.file?.setAside).toBe(1)
  })

  it('tells the last day of the month, in the words of the design', async () => {
    const { diagnostics } = await codes(relances('A-1;2025-02-30;sms;employeur;Ann'))
    expect(diagnostics[0]?.expected?.replace(/[\u00a0\u202f]/g, ' ')).toBe(
      'JJ/MM/AAAA ou AAAA-MM-JJ ; février 2025 finit le 28',
    )
  })

  it('refuses a cell of 200,000 characters without showing it', async () => {
    const found = await codes(relances(`A-1;01/09/2025;sms;employeur;"${'Zoé '.repeat(50_000)}"`))
    expect(found.said).toEqual(['CELLULE-DEMESUREE 2:31'])
    const [said] = found.diagnostics
    expect(said?.seen?.length).toBeLessThan(120)
    expect(said?.seen).toContain('199\u202f999')
    expect(said?.seen).toMatch(/^Z•• Z••/)
    expect(said?.place.excerpt()?.text.length).toBeLessThan(140)
    expect(found.records.actions[0]?.author).toBe('')
  })

  it('names the nearest value of a closed list, and what to declare', async () => {
    const found = await codes(relances('A-1;01/09/2025;telefone;employeur;Ann'))
    expect(found.said).toEqual(['VALEUR-INCONNUE 2:16'])
    expect(found.mend).toContain('telephone')
    expect(found.mend).toContain('canal: { "telefone": telephone }')
    expect(found.records.actions[0]?.channel).toBe(null)
  })

  it('never shows a name, an e-mail or a comment whole', async () => {
    const { diagnostics } = await readExport(
      'apprenants',
      'dossier;nom;prenom;email;formation;date_entree;statut;Personne à joindre\nA-1;Dupont;Zoé;zoe@exemple.test;F1;30/02/2025;en_cours;Madame Martin\n',
    )
    const excerpt = diagnostics.find(({ kind }) => kind.code === 'DATE-INEXISTANTE')?.place.excerpt()
    expect(excerpt?.text).toBe('A-1;D•••••;Z••;z••@e••••••.t•••;F1;30/02/2025;en_cours;M••••• M•••••')
    expect(JSON.stringify(diagnostics.map(({ place: _, ...said }) => said))).not.toMatch(
      /Dupont|Zoé|zoe@|Martin/,
    )
  })

  it('turns control characters of a cell into spaces', async () => {
    const { diagnostics } = await codes(relances('A-1;\u001b[31m30/02;sms;employeur;Ann'))
    expect(diagnostics[0]?.seen).toBe(' [31m30/02')
    expect(diagnostics[0]?.place.excerpt()?.text).not.toContain('\u001b')
  })
})

describe('what i12.yaml declares', () => {
  it('reads two fields from one column, and words compared with case, accents, dashes and spaces apart', async () => {
    const { records, said } = await readExport(
      'absences',
      'Dossier;Jour;Type\nA-1;09/01/2025;Non  Excusee\nA-2;09/02/2025;ABS JUST\n',
      {
        headers: new Map([
          ['date', 'JOUR'],
          ['justifiee', 'type'],
          ['motif', 'Type'],
        ]),
        values: new Map([
          [
            'justifiée',
            new Map([
              ['abs-just', 'Oui'],
              ['non excusée', 'n'],
            ]),
          ],
        ]),
        dateFormat: 'MM/JJ/AAAA',
      },
    )
    expect(said).toEqual([])
    expect(records.absences).toMatchObject([
      { isJustified: false, reason: 'Non  Excusee' },
      { isJustified: true, reason: 'ABS JUST' },
    ])
    expect(records.absences[1]?.on).toBe((records.absences[0]?.on ?? 0) + 1)
  })

  it('reads two-digit years only when they are declared', async () => {
    const declared = await codes(relances('A-1;05/03/26;sms;employeur;Ann').replace(GOOD, ''), {
      dateFormat: 'JJ/MM/AA',
    })
    expect(declared.said).toEqual([])
    expect(declared.records.actions[0]?.on).not.toBe(null)
  })

  it('takes an empty cell for a value where that is declared', async () => {
    const values = new Map([['justifiee', new Map([['', 'non']])]])
    const { records, said } = await readExport('absences', 'dossier;date;justifiee\nA-1;01/09/2025;\n', {
      values,
    })
    expect(said).toEqual([])
    expect(records.absences[0]?.isJustified).toBe(false)
  })
})

describe('workbooks', () => {
  const sheet = [
    ['Liste des relances', null],
    ['dossier', 'date', 'canal', 'destinataire', 'auteur', 'commentaire'],
    ['A-1', { date: 45901.395833333336 }, 'sms', 'employeur', 'Ann', 'deux\nlignes'],
    [null, null, null, null, null, null],
    [42, 45902, 'mail', 'Bénéficiaire', 'Ann', { error: '#N/A' }],
    ['A-3', { error: '#REF!' }, 'fax', 'employeur'],
  ]

  it('give dates, numbers and errors their rows, columns and cell names', async () => {
    const found = await codes(
      workbook({ Notes: [['rien']], Relances: sheet }),
      { sheet: 'relances' },
      'r.xlsx',
    )
    expect(found.said).toEqual([
      'CELLULE-EN-ERREUR 5:6',
      'CELLULE-EN-ERREUR 6:2',
      'VALEUR-INCONNUE 6:3',
      'LIGNES-VIDES 2:1',
    ])
    expect(found.diagnostics[0]?.place.locate()).toEqual({ file: 'r.xlsx', line: 5, column: 6, cell: 'F5' })
    expect(found.records.actions).toMatchObject([
      { enrolmentId: 'A-1', minute: 570, comment: 'deux\nlignes' },
      { enrolmentId: '42', channel: 'email', minute: null },
      { enrolmentId: 'A-3', on: null, channel: null },
    ])
    expect((found.records.actions[1]?.on ?? 0) - (found.records.actions[0]?.on ?? 0)).toBe(1)
    expect(found.file?.table).toMatchObject({ encoding: null, delimiter: null, rowCount: 3 })
  })

  it('count from 1904 where the workbook says so', async () => {
    const rows = [
      ['dossier', 'date', 'canal', 'destinataire'],
      ['A-1', { date: 45901 - 1462 }, 'sms', 'employeur'],
    ]
    const old = await codes(workbook({ A: rows }, { date1904: true }), {}, 'r.xlsx')
    const now = await codes(
      workbook({ A: [rows[0] ?? [], ['A-1', { date: 45901 }, 'sms', 'employeur']] }),
      {},
      'r.xlsx',
    )
    expect(old.records.actions[0]?.on).toBe(now.records.actions[0]?.on)
  })

  it('say which sheets there are when the declared one is missing', async () => {
    const found = await codes(workbook({ Relances: sheet }), { sheet: 'Absences' }, 'r.xlsx')
    expect(found.said).toEqual(['FEUILLE-INTROUVABLE 1:1'])
    expect(found.diagnostics[0]?.expected).toContain('Relances')
  })

  it('are refused when they are cut or are something else', async () => {
    const bytes = workbook({ Relances: sheet })
    for (const content of [bytes.subarray(0, bytes.length - 200), Buffer.from('PK\u0003\u0004 not a zip')]) {
      expect((await codes(content, {}, 'r.xlsx')).said).toEqual(['CLASSEUR-ILLISIBLE 1:1'])
    }
  })
})

describe('YAML lists', () => {
  it('are read as records, with their places', async () => {
    const yaml = [
      '- dossier: 0042',
      '  Date: 2025-09-01 09:30',
      '  canal: téléphone',
      '  destinataire: stagiaire',
      '  auteur: "Zoé Démo"',
      '- { dossier: A-2, date: 2025-02-30, canal: sms, destinataire: employeur, auteur: Zoé }',
      '- seulement un texte',
    ].join('\n')
    const found = await codes(yaml, {}, 'relances.yaml')
    expect(found.said).toEqual(['DATE-INEXISTANTE 6:25', 'YAML-ENREGISTREMENT 7:3'])
    expect(found.diagnostics[0]?.place.excerpt()?.text).toBe(
      '- { dossier: A-2, date: 2025-02-30, canal: sms, destinataire: employeur, auteur: Z•• }',
    )
    expect(found.records.actions).toMatchObject([
      { enrolmentId: '0042', minute: 570, channel: 'telephone', recipient: 'beneficiaire' },
      { enrolmentId: 'A-2', on: null },
    ])
    expect(found.file).toMatchObject({ setAside: 2, table: { rowCount: 3 } })
    expect(found.file?.table.lineOf(1)).toBe(6)
  })

  it('are refused when they are no list, or no YAML', async () => {
    expect((await codes('dossier: A-1\n', {}, 'r.yaml')).said).toEqual(['YAML-LISTE 1:1'])
    expect((await codes('# rien\n', {}, 'r.yaml')).said).toEqual(['FICHIER-VIDE 1:1'])
    expect((await codes('- dossier: "A-1\n', {}, 'r.yaml')).said[0]).toContain('YAML-SYNTAXE')
    expect((await codes('[]\n', {}, 'r.yaml')).said).toEqual(['EXPORT-SANS-LIGNE 1:1'])
  })
})

describe('texts protected from spreadsheets', () => {
  it('are read without their protection', async () => {
    const quoted = await codes(relances('"=""0042""";01/09/2025;sms;employeur;Ann'))
    expect(quoted).toMatchObject({ said: [], read: ['0042', 'A-9'] })
    const bare = await codes(relances('="0042";01/09/2025;sms;employeur;Ann'))
    expect(bare).toMatchObject({ said: ['GUILLEMET-ISOLE 2:2'], read: ['0042', 'A-9'] })
  })
})

describe('mistakes that repeat', () => {
  it('are kept a thousand times at most, the last one counting the others', async () => {
    const rows = Array.from({ length: 5000 }, (_, index) => `A-${index};30/02/2025;sms;employeur;Ann`)
    const { diagnostics } = await readExport('relances', relances(...rows))
    expect(diagnostics.length).toBe(1000)
    expect(diagnostics.at(-1)).toMatchObject({ count: 4001, kind: { code: 'DATE-INEXISTANTE' } })
  })
})

describe('a header that is not sure', () => {
  it('is not shown where the first row looks like data', async () => {
    const { diagnostics } = await readExport(
      'apprenants',
      'A-1;Dupont;Zoé;zoe@exemple.test;01/09/2025\nA-2;Martin;Ali;;\n',
    )
    expect(diagnostics.length).toBeGreaterThan(0)
    for (const { seen, place, mend } of diagnostics) {
      expect(`${seen} ${place.excerpt()?.text}`).not.toMatch(/Dupont|Zoé|zoe@/)
      expect(mend).toContain('ligne d’en-têtes')
    }
  })

  it('does not stop the reading when an optional column stands twice', async () => {
    const { said, records } = await readExport(
      'absences',
      'dossier;date;justifiee;motif;Motif\nA-1;01/09/2025;non;a;b\n',
    )
    expect(said.map(({ code, at }) => `${code} ${at}`)).toEqual([
      'COLONNE-REPETEE 1:30',
      'COLONNES-INCONNUES 1:24',
    ])
    expect(records.absences).toMatchObject([{ reason: '' }])
  })
})

describe('dates and numbers', () => {
  it('are read from untyped cells of workbooks in either way of counting', async () => {
    const rows = (serial: number) => [
      ['dossier', 'date', 'canal', 'destinataire'],
      ['A-1', serial, 'sms', 'employeur'],
    ]
    const now = await codes(workbook({ A: rows(45901.5) }), {}, 'r.xlsx')
    const old = await codes(workbook({ A: rows(45901.5 - 1462) }, { date1904: true }), {}, 'r.xlsx')
    expect(now.records.actions[0]).toMatchObject({ on: old.records.actions[0]?.on, minute: 720 })
  })

  it('take a declared word for a number', async () => {
    const values = new Map([['jours', new Map([['une journée', '1']])]])
    const { records, said } = await readExport(
      'formations',
      'code;intitule;type;jours;heures\nF1;Démo;courte;Une journée;1 207,5\nF2;Essai;long;5 j;35 h\nF3;Test;inconnue;3;\n',
      { values },
    )
    expect(said.map(({ code, at }) => `${code} ${at}`)).toEqual([
      'NOMBRE-ILLISIBLE 3:15',
      'VALEUR-INCONNUE 4:9',
    ])
    expect(records.trainings).toMatchObject([
      { days: 1, hours: 1207.5, type: 'courte' },
      { days: null, hours: 35, type: 'longue' },
      { days: 3, type: null },
    ])
  })
})
