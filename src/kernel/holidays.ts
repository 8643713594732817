// Public holidays of France by zone. Sources: Code du travail L. 3133-1 (the eleven), L. 3134-13 (Alsace-Moselle),
// L. 3422-2 (overseas); checked against the data set etalab/jours-feries-france-data in the tests.
// Nouvelle-Calédonie, Polynésie française, Saint-Pierre-et-Miquelon and Wallis-et-Futuna have the eleven there:
// their own days come from their own law, and a site adds them (`feries.ajouter`).
import { addDays, dateOf, type LocalDate } from './local-date.js'

export const ZONES = [
  'metropole',
  'alsace-moselle',
  'guadeloupe',
  'guyane',
  'la-reunion',
  'martinique',
  'mayotte',
  'nouvelle-caledonie',
  'polynesie-francaise',
  'saint-barthelemy',
  'saint-martin',
  'saint-pierre-et-miquelon',
  'wallis-et-futuna',
] as const
export type Zone = (typeof ZONES)[number]

/** Easter Sunday, by the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, ch. 8). */
export function easterSunday(year: number): LocalDate {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = Math.floor(b / 4)
  const e = b % 4
  const g = Math.floor((8 * b + 13) / 25)
  const h = (19 * a + b - d - g + 15) % 30
  const i = Math.floor(c / 4)
  const k = c % 4
  const l = (32 + 2 * e + 2 * i - h - k) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const month = Math.floor((h + l - 7 * m + 114) / 31)
  const day = ((h + l - 7 * m + 114) % 31) + 1
  return dateOf(year, month, day) as LocalDate
}

/** The first and last years that `dateOf` accepts. */
const FIRST_YEAR = 1900
const LAST_YEAR = 2199

/** The day that commemorates the abolition of slavery: month and day, by zone (L. 3422-2). */
const ABOLITION: Readonly<Partial<Record<Zone, readonly [month: number, day: number]>>> = {
  mayotte: [4, 27],
  martinique: [5, 22],
  guadeloupe: [5, 27],
  guyane: [6, 10],
  'saint-barthelemy': [10, 9],
  'la-reunion': [12, 20],
}

/** The public holidays of one zone in one year, in order; two of them may fall on one day (1 May 2008). */
export function holidaysOf(zone: Zone, year: number): readonly LocalDate[] {
  const easter = easterSunday(year)
  const on = (month: number, day: number) => dateOf(year, month, day) as LocalDate
  const days = [
    on(1, 1),
    addDays(easter, 1),
    on(5, 1),
    on(5, 8),
    addDays(easter, 39),
    addDays(easter, 50),
    on(7, 14),
    on(8, 15),
    on(11, 1),
    on(11, 11),
    on(12, 25),
  ]
  if (zone === 'alsace-moselle') days.push(addDays(easter, -2), on(12, 26))
  // Saint-Martin left the day of Guadeloupe for its own in 2018.
  if (zone === 'saint-martin') days.push(on(5, year <= 2017 ? 27 : 28))
  const abolition = ABOLITION[zone]
  if (abolition !== undefined) days.push(on(...abolition))
  return days.sort((a, b) => a - b)
}

const byZone = new Map<Zone, ReadonlySet<LocalDate>>()

/** Every public holiday of a zone from 1900 to 2199. */
export function allHolidaysOf(zone: Zone): ReadonlySet<LocalDate> {
  let days = byZone.get(zone)
  if (days === undefined) {
    const years = Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, index) => FIRST_YEAR + index)
    days = new Set(years.flatMap((year) => holidaysOf(zone, year)))
    byZone.set(zone, days)
  }
  return days
}
