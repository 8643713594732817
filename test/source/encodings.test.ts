import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { readExport } from '../support/read-text.js'

const ENCODINGS = [
  ['utf-8', 'utf8', false],
  ['utf-8', 'utf8', true],
  ['windows-1252', 'win1252', false],
  ['iso-8859-15', 'iso-8859-15', false],
  ['utf-16le', 'utf16le', true],
  ['utf-16le', 'utf16le', false],
  ['utf-16be', 'utf16be', true],
  ['utf-16be', 'utf16be', false],
  ['macintosh', 'macroman', false],
  ['cp850', 'cp850', false],
] as const

const LINE_ENDS = [
  ['CRLF', '\r\n'],
  ['LF', '\n'],
  ['CR', '\r'],
] as const

const lines = (encoding: string) => {
  // Latin-9 is told from Windows-1252 by œ alone, CP850 has no œ at all.
  const word = encoding === 'cp850' ? 'noël' : 'sœur'
  return [
    'dossier;date;canal;destinataire;auteur;commentaire',
    `A-1;01/09/2025;téléphone;bénéficiaire;Désirée;"Élève prévenu : ${word},\u0000à rappeler ; été"`,
    'A-2;30/02/2025;courriel;employeur;Gaëtan;déjà vu',
  ]
}

describe.each(ENCODINGS)('%s (written as %s, mark: %s)', (name, written, hasMark) => {
  it.each(LINE_ENDS)('is found, and its places are exact with %s', async (_, eol) => {
    const text = `${lines(name).join(eol).replace('\u0000', eol)}${eol}`
    const bytes = iconv.encode(text, written, { addBOM: hasMark })
    const { records, said } = await readExport('relances', bytes)
    const guessed = name === 'iso-8859-15' || name === 'macintosh' || name === 'cp850'
    expect(said.map(({ code, at }) => `${code} ${at}`)).toEqual([
      ...(guessed ? ['ENCODAGE-DEVINE 2:17'] : []),
      'DATE-INEXISTANTE 4:5',
    ])
    expect(records.exports[0]?.table).toMatchObject({ encoding: name, rowCount: 2 })
    expect(records.actions).toMatchObject([
      { channel: 'telephone', recipient: 'beneficiaire', author: 'Désirée' },
      { channel: 'email', recipient: 'entreprise', author: 'Gaëtan', comment: 'déjà vu' },
    ])
    expect(records.actions[0]?.comment).toContain(name === 'cp850' ? 'noël' : 'sœur')
  })

  it('is read when declared', async () => {
    const bytes = iconv.encode(`${lines(name).join('\n').replace('\u0000', ' ')}\n`, written, {
      addBOM: hasMark,
    })
    const { records, said } = await readExport('relances', bytes, { encoding: name })
    expect(said.map(({ code }) => code)).toEqual(['DATE-INEXISTANTE'])
    expect(records.actions[0]?.author).toBe('Désirée')
  })
})

const HEADER = 'dossier;date;canal;destinataire;auteur\n'

describe('encodings that cannot be trusted', () => {
  it('refuses a declared encoding that is not that of the file, and names the right one', async () => {
    const text = `${HEADER}A-1;01/09/2025;téléphone;bénéficiaire;Zoé Démo\n`
    for (const [declared, actual, bytes] of [
      ['windows-1252', 'utf-8', Buffer.from(text)],
      ['utf-8', 'windows-1252', Buffer.from(text, 'latin1')],
      ['utf-16', 'utf-8', Buffer.from(text)],
    ] as const) {
      const { records, diagnostics } = await readExport('relances', bytes, { encoding: declared })
      expect(diagnostics).toMatchObject([
        {
          kind: { code: 'ENCODAGE-DECLARE', isFatal: true },
          seen: actual,
          mend: expect.stringContaining(actual),
        },
      ])
      expect(records.actions).toEqual([])
    }
  })

  it('refuses an unknown encoding', async () => {
    const { said } = await readExport('relances', HEADER, { encoding: 'ebcdic' })
    expect(said).toMatchObject([{ code: 'ENCODAGE-INCONNU', seen: 'ebcdic' }])
  })

  it('says which line is in another encoding than the rest, and reads both', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`${HEADER}A-1;01/09/2025;téléphone;bénéficiaire;Zoé Démo\n`),
      Buffer.from('A-2;02/09/2025;téléphone;bénéficiaire;Élodie Fictive\n', 'latin1'),
      Buffer.from('A-3;03/09/2025;téléphone;bénéficiaire;Noël Essai\n'),
    ])
    const { records, said } = await readExport('relances', bytes)
    expect(said).toEqual([{ code: 'ENCODAGE-MELANGE', at: '3:17', field: null, seen: 'windows-1252' }])
    expect(records.actions.map(({ author }) => author)).toEqual(['Zoé Démo', 'Élodie Fictive', 'Noël Essai'])
  })

  it('says when letters were lost or encoded twice before the export', async () => {
    const { said } = await readExport(
      'relances',
      `${HEADER}A-1;01/09/2025;sms;employeur;Zo\ufffd D\ufffdmo\nA-2;01/09/2025;sms;employeur;ZoÃ© Demo\n`,
    )
    expect(said.map(({ code, at }) => `${code} ${at}`)).toEqual([
      'CARACTERE-PERDU 2:32',
      'ENCODAGE-DOUBLE 3:32',
    ])
  })

  it('tells Latin-9 from Windows-1252 by one letter among many', async () => {
    const rows = Array.from(
      { length: 200 },
      (_, index) => `A-${index};01/09/2025;téléphone;bénéficiaire;Désirée Démo`,
    )
    const text = `${HEADER}${rows.join('\n')}\nA-201;01/09/2025;sms;employeur;Cœur Essai\n`
    const { diagnostics, records } = await readExport('relances', iconv.encode(text, 'iso-8859-15'))
    expect(records.exports[0]?.table.encoding).toBe('iso-8859-15')
    expect(diagnostics).toMatchObject([{ message: expect.stringContaining('ne se lisent bien') }])
    const windows = await readExport('relances', iconv.encode(text, 'win1252'))
    expect(windows.records.exports[0]?.table.encoding).toBe('windows-1252')
    expect(windows.said).toEqual([])
  })

  it('takes the signs of word processors for Windows-1252 without a word', async () => {
    const text = `${HEADER}A-1;01/09/2025;sms;employeur;l’essai – suite…\nA-2;01/09/2025;sms;employeur;“Ann” €\n`
    const { said, records } = await readExport('relances', iconv.encode(text, 'win1252'))
    expect(said).toEqual([])
    expect(records.actions.map(({ author }) => author)).toEqual(['l’essai – suite…', '“Ann” €'])
  })

  it('never guesses silently where two encodings read as well', async () => {
    const { said } = await readExport(
      'relances',
      Buffer.concat([
        Buffer.from(`${HEADER}A-1;01/09/2025;sms;employeur;`),
        Buffer.from([0x8e]),
        Buffer.from('\n'),
      ]),
    )
    expect(said.map(({ code }) => code)).toContain('ENCODAGE-DEVINE')
  })
})
