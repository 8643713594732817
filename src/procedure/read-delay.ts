// A delay under a key of an obligation; what cannot be read is said there, with what was probably meant.
import { fr, listed, quoted } from '../kernel/french.js'
import type { Place } from '../kernel/origin.js'
import { textKey } from '../kernel/text-key.js'
import type { YamlPath } from '../source/yaml.js'
import type { Delay } from './delay.js'
import { formatDelay } from './format-delay.js'
import {
  type DecidedDelay,
  type ObligationEntry,
  type ProcedureReport,
  placeIn,
  seenIn,
} from './obligation-entry.js'
import { type DelayProblem, parseDelay, type RefusedDelay } from './parse-delay.js'
import { PROCEDURE_PROBLEMS } from './problems.js'

/** Width of the window in calendar days. */
export function readWindow(entry: ObligationEntry, key: string, report: ProcedureReport): number | null {
  const path = ['quand', key]
  const delay = readDelay(entry, path, report)
  if (delay === null) return null
  if (delay !== 'toDecide' && delay.unit === 'days') return delay.amount
  if (delay !== 'toDecide' && delay.unit === 'weeks') return delay.amount * 7
  report.say(PROCEDURE_PROBLEMS['DELAI-ILLISIBLE'], placeIn(entry, path), {
    field: key,
    message: fr`Une fenêtre se compte en jours ou en semaines calendaires.`,
    seen: seenIn(entry, path),
    expected: fr`par exemple « 30 jours »`,
    mend: 'écrivez la fenêtre en jours',
  })
  return null
}

const DELAY_MENDS: Readonly<Record<DelayProblem, string>> = {
  form: fr`écrivez un nombre entier suivi de son unité, par exemple « 2 jours ouvrés »`,
  unit: fr`écrivez une des unités attendues : min, h, jours, jours ouvrables, jours ouvrés, semaines, mois`,
  negative: fr`écrivez un délai positif ; ce qui précède un acte s’écrit « genre: precedence »`,
  fraction: fr`écrivez un nombre entier, au besoin dans une unité plus petite (« 36 h » pour un jour et demi)`,
  tooLong: fr`vérifiez le nombre : ce délai dépasse dix ans`,
}

/** « à fixer ». */
function isOpen(text: string | null): boolean {
  return text !== null && textKey(text) === 'a fixer'
}

/** Where an obligation leaves a delay open: its own, else that of its trigger; null where it leaves none. */
export function openDelayOf({ written, yaml, path }: ObligationEntry): YamlPath | null {
  const paths: YamlPath[] = [['delai'], ...Object.keys(written.quand ?? {}).map((key) => ['quand', key])]
  return paths.find((inner) => isOpen(yaml.textAt([...path, ...inner]))) ?? null
}

function decidedAt({ decided }: ObligationEntry, path: YamlPath): DecidedDelay | null {
  const isThere = decided !== undefined && decided.path.join('/') === path.join('/')
  return isThere ? decided : null
}

/** The delay at a path, or null when it cannot be read (and that has been said). */
export function readDelay(
  entry: ObligationEntry,
  path: YamlPath,
  report: ProcedureReport,
): Delay | 'toDecide' | null {
  const decided = decidedAt(entry, path)
  const text = decided?.text ?? entry.yaml.textAt([...entry.path, ...path]) ?? ''
  if (isOpen(text)) return 'toDecide'
  const parsed = parseDelay(text)
  if (parsed.delay !== null) return parsed.delay
  sayUnreadable(text, parsed, decided?.place ?? placeIn(entry, path), String(path.at(-1)), report)
  return null
}

/** Says why a delay is refused, with the delays that were probably meant. */
function sayUnreadable(
  text: string,
  { problem, readings }: RefusedDelay,
  place: Place,
  field: string,
  report: ProcedureReport,
): void {
  // « 48 h », as people write it.
  const meant = readings.map((delay) =>
    quoted(delay.unit === 'hours' ? fr`${delay.amount} h` : formatDelay(delay)),
  )
  report.say(PROCEDURE_PROBLEMS[problem === 'negative' ? 'DELAI-NEGATIF' : 'DELAI-ILLISIBLE'], place, {
    field,
    seen: quoted(text),
    expected:
      meant.length === 0
        ? fr`par exemple « 2 jours ouvrés », « 48 h », « 6 mois », « sans délai », ou « à fixer »`
        : listed(meant, 'ou'),
    mend: meant.length === 0 ? DELAY_MENDS[problem] : meantWords(meant),
  })
}

function meantWords(meant: readonly string[]): string {
  return meant.length === 1
    ? fr`écrivez ${listed(meant)} si c’est ce que vous vouliez dire`
    : fr`écrivez ${listed(meant, 'ou')}, selon ce que votre procédure veut dire`
}
