// The day that a proof file bears in itself: the Date of a message, the creation of a PDF, the taking of a photograph.
// Looks at bytes alone; a file that says nothing has no day of its own.
import { civilDayOf } from '../kernel/civil-day.js'
import { dateOf, type LocalDate } from '../kernel/local-date.js'

/** `bytes`: the file, or as much of its beginning and end as was read. */
export function ownDateOf(bytes: Buffer): LocalDate | null {
  const text = bytes.toString('latin1')
  if (text.startsWith('%PDF-')) return pdfDate(text)
  if (isPhotograph(bytes)) return photographDate(text)
  return messageDate(text)
}

/** `/CreationDate (D:20260105…)` of the information dictionary, else `xmp:CreateDate` of the metadata. */
function pdfDate(text: string): LocalDate | null {
  const match =
    /\/CreationDate\s*\(\s*D:(\d{4})(\d{2})(\d{2})/.exec(text) ??
    /xmp:CreateDate(?:>|=["'])\s*(\d{4})-(\d{2})-(\d{2})/.exec(text)
  return match === null ? null : dateOf(Number(match[1]), Number(match[2]), Number(match[3]))
}

/** JPEG, or a container of HEIF pictures. */
function isPhotograph(bytes: Buffer): boolean {
  return (
    (bytes[0] === 0xff && bytes[1] === 0xd8) ||
    /^ftyp(?:hei|hev|mif|avi)/.test(bytes.subarray(4, 11).toString('latin1'))
  )
}

/** The earliest of the dates that the camera wrote: a picture changed later keeps the day it was taken. */
function photographDate(text: string): LocalDate | null {
  const start = text.indexOf('Exif\0\0')
  if (start === -1) return null
  const days = [...text.slice(start, start + EXIF_LENGTH).matchAll(EXIF_DATE)].flatMap(
    ([, year, month, day]) => dateOf(Number(year), Number(month), Number(day)) ?? [],
  )
  return days.length === 0 ? null : (Math.min(...days) as LocalDate)
}

/** An EXIF block is at most one JPEG segment. */
const EXIF_LENGTH = 65_536
const EXIF_DATE = /(\d{4}):(\d{2}):(\d{2}) \d{2}:\d{2}:\d{2}\0/g

/** The Date header, in the civil time of Paris; only the headers are looked at. */
function messageDate(text: string): LocalDate | null {
  const headers = text.slice(0, /\r?\n\r?\n/.exec(text)?.index ?? text.length)
  if (!/^(?:[!-9;-~]+:[ \t]|From )/.test(headers)) return null
  const unfolded = headers.replace(/\r?\n[ \t]+/g, ' ')
  const written = /^Date:[ \t]*(.+?)[ \t]*\r?$/im.exec(unfolded)?.[1]
  const instant = written === undefined ? Number.NaN : Date.parse(written.replace(/\([^)]*\)/g, ''))
  if (Number.isNaN(instant)) return null
  try {
    return civilDayOf(new Date(instant))
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
