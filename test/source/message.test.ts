import { describe, expect, it } from 'vitest'
import {
  beginsAsMailbox,
  beginsAsMessage,
  cutMailbox,
  isOutlookMessage,
  readMessage,
  readOutlookMessage,
} from '../../src/source/message.js'
import { outlookMessage } from '../support/outlook-message.js'

const message = (...lines: string[]) => Buffer.from(lines.join('\r\n'))

describe('the header of a message', () => {
  it('gives its instant, its subject and its addresses in lower case, groups and Cc included', async () => {
    const read = await readMessage(
      message(
        'From: =?utf-8?Q?Iris_Ruisseau?= <Iris@Organisme.Example>',
        'To: "Basalte, Capucine" <Capucine@Exemple.fr>, Groupe: b@exemple.fr, c@exemple.fr;',
        'Cc: rh@mineral.example',
        'Subject: =?utf-8?B?UHJvcG9zaXRpb24gZGUgcmVwb3J0?=',
        'Date: Tue, 6 Oct 2026 10:12:00 +0200',
        '',
        'Bonjour,',
      ),
    )
    expect(read).toEqual({
      sentAt: Date.UTC(2026, 9, 6, 8, 12),
      subject: 'Proposition de report',
      from: ['iris@organisme.example'],
      to: ['capucine@exemple.fr', 'b@exemple.fr', 'c@exemple.fr', 'rh@mineral.example'],
    })
  })

  it.each([
    ['Tue, 6 Oct 2026 10:12:00 +0200 (CEST)', Date.UTC(2026, 9, 6, 8, 12)],
    ['Tue, 6 Oct 2026 10:12:00 GMT', Date.UTC(2026, 9, 6, 10, 12)],
    ['6 Oct 2026 10:12 -0400', Date.UTC(2026, 9, 6, 14, 12)],
    // Without its zone it would be read in that of the machine.
    ['Tue, 6 Oct 2026 10:12:00', null],
    ['mardi 6 octobre 2026', null],
    ['', null],
  ])('reads the date « %s »', async (date, expected) => {
    expect((await readMessage(message('From: a@exemple.fr', `Date: ${date}`, '', ''))).sentAt).toBe(expected)
  })

  it('never looks at what hangs on it', async () => {
    const head = message('From: a@exemple.fr', 'To: b@exemple.fr', '', '')
    const heavy = Buffer.concat([head, Buffer.alloc(100_000_000, 0x41)])
    const start = performance.now()
    expect((await readMessage(heavy)).to).toEqual(['b@exemple.fr'])
    expect(performance.now() - start).toBeLessThan(1000)
  })
})

describe('what begins as a message', () => {
  it.each([
    ['From: a@exemple.fr\r\nTo: b@exemple.fr\r\n\r\nx', true],
    ['Received: from x by y;\n\tTue, 6 Oct 2026\nSubject: x\n\nz', true],
    ['Date;E-mail;Objet\n1;2;3', false],
    ['- dossier: A-001\n  date: 2026-10-06\n', false],
    ['dossier: A-001\ndate: 2026-10-06\n\n', false],
    ['Nom: X', false],
  ])('%j: %s', (head, expected) => {
    expect(beginsAsMessage(head)).toBe(expected)
  })
})

describe('a mailbox', () => {
  const box = Buffer.from(
    [
      'From - Tue Oct 06 10:12:00 2026',
      'From: a@exemple.fr',
      'To: b@exemple.fr',
      '',
      'Bonjour,',
      'From the start, this line is text.',
      '>From here too.',
      '',
      'From c@exemple.fr Wed Oct 07 10:12:00 2026',
      'From: c@exemple.fr',
      '',
      'Au revoir',
    ].join('\n'),
  )

  it('is cut where a header begins, not where a sentence begins with From', async () => {
    expect(beginsAsMailbox(box.toString())).toBe(true)
    const parts = [...cutMailbox(box)]
    expect(parts.map(({ line }) => line)).toEqual([1, 9])
    const read = await Promise.all(parts.map(({ bytes }) => readMessage(bytes)))
    expect(read.map(({ from }) => from)).toEqual([['a@exemple.fr'], ['c@exemple.fr']])
  })
})

describe('a message of Outlook', () => {
  it('gives the same', async () => {
    const bytes = outlookMessage({
      from: 'Iris@organisme.example',
      to: ['Capucine@exemple.fr'],
      cc: ['rh@mineral.example'],
      subject: 'Proposition de report',
      sentAt: '2026-10-06T08:12:00Z',
    })
    expect(isOutlookMessage(bytes)).toBe(true)
    expect(await readOutlookMessage(bytes)).toEqual({
      sentAt: Date.UTC(2026, 9, 6, 8, 12),
      subject: 'Proposition de report',
      from: ['iris@organisme.example'],
      to: ['capucine@exemple.fr', 'rh@mineral.example'],
    })
  })

  it('throws where it is damaged', async () => {
    const bytes = outlookMessage({ from: 'a@exemple.fr', to: [], subject: '', sentAt: null })
    await expect(readOutlookMessage(bytes.subarray(0, 600))).rejects.toThrow()
  })
})
