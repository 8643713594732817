import { describe, expect, it } from 'vitest'
import { ownDateOf } from '../../src/evidence/own-date.js'
import { formatIsoDate } from '../../src/kernel/local-date.js'

function dayOf(bytes: Buffer | string): string | null {
  const on = ownDateOf(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes)
  return on === null ? null : formatIsoDate(on)
}

/** A JPEG as far as its EXIF block goes. */
function photograph(...dates: readonly string[]): Buffer {
  const exif = `Exif\0\0MM\0*${dates.map((date) => `\0\0${date}\0`).join('')}`
  return Buffer.from(`\xff\xd8\xff\xe1\x01\x00${exif}\xff\xd9`, 'latin1')
}

describe('ownDateOf', () => {
  it.each([
    ['From: a@exemple.fr\r\nDate: Mon, 5 Oct 2026 09:12:00 +0200\r\n\r\nDate: 1 Jan 2020\r\n', '2026-10-05'],
    ['Subject: x\nDate: Mon, 5 Oct 2026 23:30:00 +0000\n\nbonsoir', '2026-10-06'],
    [
      'Received: by a;\r\n Tue, 6 Oct 2026 09:00:00 +0200\r\nDate:\r\n Mon, 5 Oct 2026\r\n 09:12:00 +0200 (CEST)\r\n\r\n',
      '2026-10-05',
    ],
    ['From a@exemple.fr Mon Oct  5 09:12:00 2026\nDate: Mon, 5 Oct 2026 09:12:00 +0200\n\n', '2026-10-05'],
    ['Subject: x\r\n\r\nDate: Mon, 5 Oct 2026 09:12:00 +0200\r\n', null],
    ['Date: demain\r\n\r\n', null],
    ['Date: Mon, 5 Oct 1492 09:12:00 +0200\r\n\r\n', null],
    ['du texte, Date: Mon, 5 Oct 2026 09:12:00 +0200\n', null],
  ])('reads the Date of a message, in the civil time of Paris: %j', (text, day) => {
    expect(dayOf(text)).toBe(day)
  })

  it.each([
    ["%PDF-1.7\n1 0 obj\n<< /CreationDate (D:20261005091200+02'00') >>", '2026-10-05'],
    ['%PDF-1.4\n<< /ModDate (D:20261105) /CreationDate(D:20261005) >>', '2026-10-05'],
    ['%PDF-1.7\n<xmp:CreateDate>2026-10-05T09:12:00+02:00</xmp:CreateDate>', '2026-10-05'],
    ['%PDF-1.7\nxmp:CreateDate="2026-10-05T09:12:00"', '2026-10-05'],
    ['%PDF-1.7\n/CreationDate (D:20261345)', null],
    ['%PDF-1.7\n', null],
  ])('reads the creation of a PDF: %j', (text, day) => {
    expect(dayOf(text)).toBe(day)
  })

  it('reads the day a photograph was taken, not the day it was changed', () => {
    expect(dayOf(photograph('2026:11:05 10:00:00', '2026:10:05 09:12:00'))).toBe('2026-10-05')
    expect(dayOf(photograph('0000:00:00 00:00:00'))).toBeNull()
    expect(dayOf(photograph())).toBeNull()
    const heif = Buffer.concat([
      Buffer.from('\0\0\0\x18ftypheic\0\0', 'latin1'),
      photograph('2026:10:05 09:12:00').subarray(2),
    ])
    expect(dayOf(heif)).toBe('2026-10-05')
  })

  it('reads nothing where there is nothing', () => {
    for (const bytes of ['', '\0\0\0', '\x89PNG\r\n', 'PK\x03\x04']) expect(dayOf(bytes)).toBeNull()
  })
})
