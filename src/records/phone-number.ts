// Telephones in one form (E.164), so that those of two exports can be compared. The one door of libphonenumber-js.
import type { CountryCode } from 'libphonenumber-js'
import type { Zone } from '../kernel/holidays.js'

/** Numbers written in a cell, in E.164; none where it holds no number that could be dialled. */
export type ReadPhones = (text: string, zone: Zone) => readonly string[]

/** The country whose numbering a national number follows. */
const COUNTRIES: Readonly<Record<Zone, CountryCode>> = {
  metropole: 'FR',
  'alsace-moselle': 'FR',
  guadeloupe: 'GP',
  guyane: 'GF',
  'la-reunion': 'RE',
  martinique: 'MQ',
  mayotte: 'YT',
  'nouvelle-caledonie': 'NC',
  'polynesie-francaise': 'PF',
  'saint-barthelemy': 'BL',
  'saint-martin': 'MF',
  'saint-pierre-et-miquelon': 'PM',
  'wallis-et-futuna': 'WF',
}

/** What separates two numbers of one cell. */
const BETWEEN = /[/;,|\n]|\b(?:ou|et)\b/i

/** Loads the library, which is asked for only where telephones are compared. */
export async function phoneReader(): Promise<ReadPhones> {
  const { parsePhoneNumberFromString } = await import('libphonenumber-js')
  const numberIn = (text: string, zone: Zone) => {
    const number = parsePhoneNumberFromString(text, COUNTRIES[zone])
    return number?.isPossible() === true ? number.number : null
  }
  return (text, zone) => {
    const whole = numberIn(text, zone)
    if (whole !== null) return [whole]
    const parts = text.split(BETWEEN)
    return parts.length < 2
      ? []
      : parts.map((part) => numberIn(part, zone)).filter((number) => number !== null)
  }
}
