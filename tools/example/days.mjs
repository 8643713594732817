// Days as ISO texts and the working days of each site. Independent of src/, so that the example does not agree
// with a mistake made there.

const DAY = 86_400_000
const ZONE_OF = { nice: 'metropole', lille: 'metropole', strasbourg: 'alsace-moselle' }

/** Closed between Christmas and New Year, and one week in August (see procedure.yaml). */
export const CLOSURES = [
  ['2025-12-29', '2026-01-02'],
  ['2026-08-10', '2026-08-14'],
]

const METROPOLE = (
  '2025-01-01 2025-04-21 2025-05-01 2025-05-08 2025-05-29 2025-06-09 2025-07-14 ' +
  '2025-08-15 2025-11-01 2025-11-11 2025-12-25 2026-01-01 2026-04-06 2026-05-01 ' +
  '2026-05-08 2026-05-14 2026-05-25 2026-07-14 2026-08-15 2026-11-01 2026-11-11 ' +
  '2026-12-25 2027-01-01 2027-03-29 2027-05-01 2027-05-06 2027-05-08 2027-05-17'
).split(' ')
const ALSACE = ['2025-04-18', '2025-12-26', '2026-04-03', '2026-12-26', '2027-03-26']

const HOLIDAYS = {
  metropole: new Set(METROPOLE),
  'alsace-moselle': new Set([...METROPOLE, ...ALSACE]),
}

export function addDays(iso, count) {
  return new Date(Date.parse(`${iso}T00:00:00Z`) + count * DAY).toISOString().slice(0, 10)
}

/** 0 for Monday to 6 for Sunday. */
export function weekday(iso) {
  return (new Date(`${iso}T00:00:00Z`).getUTCDay() + 6) % 7
}

export function daysBetween(from, to) {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY)
}

export function isWorked(iso, site) {
  if (weekday(iso) > 4 || HOLIDAYS[ZONE_OF[site]].has(iso)) return false
  return !CLOSURES.some(([from, to]) => from <= iso && iso <= to)
}

/** The `count`-th working day after `iso` (before it when negative); 0 gives the day itself or the next worked. */
export function workingDay(iso, count, site) {
  let day = iso
  if (count === 0) while (!isWorked(day, site)) day = addDays(day, 1)
  for (let left = Math.abs(count); left > 0; ) {
    day = addDays(day, Math.sign(count))
    if (isWorked(day, site)) left -= 1
  }
  return day
}

export function french(iso) {
  return iso === '' ? '' : iso.split('-').reverse().join('/')
}

/** Number of the day in a spreadsheet (1900 system). */
export function serial(iso) {
  return Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY) + 25_569
}
