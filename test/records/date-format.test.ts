import { describe, expect, it } from 'vitest'
import { parseDateFormat } from '../../src/records/date-format.js'

describe('a declared format of dates', () => {
  it.each([
    'JJ/MM/AAAA',
    'J MMM AA',
    'AAAA-MM-JJ HH:MM',
    'AAAAMMJJ',
    'MM/DD/YYYY HH:MM AM',
  ])('is %s: one day, one month, one year', (format) => {
    expect(parseDateFormat(format)).not.toBeNull()
  })

  it('reads what it describes, whatever stands between', () => {
    for (const between of ['/', '-', '.', ' ', ',', '_', '+', '*', '(', '|', '\\', '^', '$']) {
      const match = parseDateFormat(['JJ', 'MM', 'AAAA'].join(between))?.match(
        ['06', '10', '2025'].join(between),
      )
      expect(match, between).toMatchObject({ year: 2025, month: 10, day: 6 })
    }
  })

  it.each([
    ['no day', 'MM/AAAA'],
    ['no month', 'JJ/AAAA'],
    ['no year', 'JJ/MM'],
    ['two days', 'JJ/JJ/MM/AAAA'],
    ['two months', 'JJ/MM/MMM/AAAA'],
    ['two years', 'JJ/MM/AA/AAAA'],
    ['nothing', 'date'],
  ])('is refused with %s (%s)', (_, format) => {
    expect(parseDateFormat(format)).toBeNull()
  })
})
