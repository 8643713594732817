// How long somebody stayed in a meeting, as reports of meetings write it, in a form that every export may hold.
import type { Derivation } from './signature.js'

const UNITS = /(\d+)\s*(h|hrs?|heures?|hours?|min|mins|mn|minutes?|m|s|sec|secondes?|seconds?)\b\.?/gi

/** `3 h 30 min 38 s`, `1h 5m 20s`, `58 min`, or minutes alone, as `H:MM:SS`; '' for another text. */
export function clockDuration(text: string): string {
  if (/^\d+$/.test(text)) return clock(Number(text) * 60)
  let seconds = 0
  for (const [, number, unit = ''] of text.matchAll(UNITS)) {
    const size = /^h/i.test(unit) ? 3600 : /^m/i.test(unit) ? 60 : 1
    seconds += Number(number) * size
  }
  return text.replace(UNITS, '').trim() === '' && text !== '' ? clock(seconds) : ''
}

function clock(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}

/** The duration in a column of a report; the first of them that is filled. */
export function durationIn(...headers: readonly string[]): Derivation {
  const from = (cell: (header: string) => string) =>
    headers.find((header) => cell(header) !== '') ?? headers[0] ?? ''
  return { reads: headers, text: (cell) => clockDuration(cell(from(cell))), from }
}
