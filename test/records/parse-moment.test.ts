import { describe, expect, it } from 'vitest'
import { formatIsoDate } from '../../src/kernel/local-date.js'
import { isTrouble, parseMoment } from '../../src/records/parse-moment.js'

/** « 2025-10-06 600 », or the kind of trouble. */
function read(text: string): string {
  const reading = parseMoment(text)
  return isTrouble(reading) ? reading.kind : `${formatIsoDate(reading.on as never)} ${reading.minute}`
}

describe('a time of day', () => {
  it.each([
    ['06/10/2025 00:00', '2025-10-06 0'],
    ['06/10/2025 23:59', '2025-10-06 1439'],
    ['06/10/2025 24:00', '2025-10-06 1440'],
    ['06/10/2025 24h', '2025-10-06 1440'],
    ['06/10/2025 24:01', 'time'],
    ['06/10/2025 24:30', 'time'],
    ['06/10/2025 25:00', 'time'],
    ['06/10/2025 23:60', 'time'],
    ['2025-10-06T24:30', 'time'],
    ['2025-10-06T9h05', '2025-10-06 545'],
  ])('« %s » is %s', (text, expected) => {
    expect(read(text)).toBe(expected)
  })
})

describe('a year', () => {
  it.each([
    ['31/12/1899', 'improbableYear'],
    ['01/01/1900 9h', '1900-01-01 540'],
    ['31/12/2199 9h', '2199-12-31 540'],
    ['01/01/2200 9h', 'improbableYear'],
  ])('« %s » is %s', (text, expected) => {
    expect(read(text)).toBe(expected)
  })
})
